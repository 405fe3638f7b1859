//! The server: answers from the prepared site and from nothing else.
//!
//! There is no way from an address to a file on the disk: an address is looked up among the site's
//! pages and assets, and a page is rendered when it is asked for.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::sync::oneshot;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::desk::{Desk, Outcome, Shown};
use super::patience::PatientListener;
use super::{PreviewError, guard, overlay};
use crate::base::words::Words;
use crate::pages::{self, Page};
use crate::pipeline::Prepared;

/// Pages that are rendered at the same time; others wait.
const RENDERERS: usize = 4;
/// Signs of life on a stream that has nothing to tell.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Reloads the page when the server shows something else than what the page was made from. A page
/// that nobody looks at lets go of its connection, of which a browser has only six for one site.
const SCRIPT: &str = "(()=>{const state=document.currentScript.dataset.state;let live=null;\
const follow=()=>{if(document.hidden){if(live)live.close();live=null}\
else if(!live){live=new EventSource('/__mieruka/live?'+state);\
live.addEventListener('reload',()=>location.reload())}};\
document.addEventListener('visibilitychange',follow);follow()})();";

/// The theme's own policy forbids every connection; the preview needs one, to itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";
const SCRIPT_KIND: &str = "text/javascript; charset=utf-8";
const STYLE_KIND: &str = "text/css; charset=utf-8";

#[derive(Clone)]
struct Server {
    desk: Arc<Desk>,
    address: SocketAddr,
}

/// Answers until the watcher ends.
pub fn run(
    listener: TcpListener,
    address: SocketAddr,
    desk: Arc<Desk>,
    ended: oneshot::Receiver<()>,
) -> Result<(), PreviewError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(RENDERERS)
        .thread_stack_size(crate::pipeline::STACK)
        .enable_all()
        .build()?;
    let server = Server { desk, address };
    let router = Router::new()
        .route("/__mieruka/live", get(live))
        .fallback(any(answer))
        .layer(from_fn_with_state(server.clone(), guarded))
        .with_state(server);
    runtime.block_on(async {
        let listener = PatientListener(tokio::net::TcpListener::from_std(listener)?);
        tokio::select! {
            result = axum::serve(listener, router) => Ok(result?),
            _ = ended => Err(PreviewError::Watcher),
        }
    })
}

/// Refuses what must not read the preview, and marks every answer as private.
async fn guarded(State(server): State<Server>, request: Request, next: Next) -> Response {
    let mut response = match guard::refusal(&request, server.address) {
        Some(status) => refuse(status, &server.desk.shown()),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL.as_str(), "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS.as_str(), "nosniff"),
        (header::CONTENT_SECURITY_POLICY.as_str(), POLICY),
        (header::REFERRER_POLICY.as_str(), "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refuse(status: StatusCode, shown: &Shown) -> Response {
    let reason = Words::of(shown.lang).get("preview.refused");
    let mut response = (status, file(TEXT, reason)).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// Tells the browser when something else is shown than the state that it names, also when that
/// happened before it asked.
async fn live(State(server): State<Server>, request: Request) -> impl IntoResponse {
    let seen = match request.uri().query() {
        Some(state) => state.to_owned(),
        None => server.desk.shown().state.clone(),
    };
    let events = WatchStream::new(server.desk.subscribe())
        .filter(move |shown| shown.state != seen)
        // Browsers pass over an event without data.
        .map(|_| Ok::<_, Infallible>(Event::default().event("reload").data("new")));
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let shown = server.desk.shown();
    let path = request.uri().path();
    let path = path.strip_prefix('/').unwrap_or(path).to_owned();
    // Rendering is work: it must not keep the other connections waiting.
    let rendered = tokio::task::spawn_blocking(move || respond(&shown, &path)).await;
    rendered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn respond(shown: &Shown, path: &str) -> Response {
    match (path, &shown.outcome) {
        ("__mieruka/live.js", _) => file(SCRIPT_KIND, SCRIPT),
        ("__mieruka/overlay.css", _) => file(STYLE_KIND, overlay::STYLE),
        (_, Outcome::Site(prepared)) => site(shown, prepared, path),
        (_, Outcome::Errors(findings)) => failed(shown, &overlay::errors(findings, shown.lang)),
        (_, Outcome::Bug(what)) => failed(shown, &overlay::bug(what, shown.lang)),
    }
}

fn site(shown: &Shown, prepared: &Prepared, path: &str) -> Response {
    let path = match path {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    };
    let mut files = prepared.all_files();
    if let Some((_, bytes)) = files.find(|(address, _)| address.as_str() == path) {
        return file(kind_of(&path), bytes.clone());
    }
    if let Some(bytes) = pages::values::file(&prepared.book, &path) {
        return file(kind_of(&path), bytes);
    }
    if let Some(bytes) = pages::search::file(&prepared.book, &path) {
        return file(kind_of(&path), bytes.to_vec());
    }
    if let Some(response) = markdown(shown, prepared, &path) {
        return response;
    }
    match prepared.find_in_any(&path) {
        Some((edition, page)) => page_of(shown, edition, page),
        None => (
            StatusCode::NOT_FOUND,
            page_of(shown, prepared, &Page::NotFound),
        )
            .into_response(),
    }
}

/// The edition in Markdown, of pages that have one.
fn markdown(shown: &Shown, prepared: &Prepared, path: &str) -> Option<Response> {
    let stem = path.strip_suffix(".md")?;
    let (edition, page) = prepared.find_in_any(&format!("{stem}.html"))?;
    match edition.render(page) {
        Ok(rendered) => Some(file(MARKDOWN, rendered.markdown?)),
        Err(error) => Some(failed(
            shown,
            &overlay::broken(&error.to_string(), shown.lang),
        )),
    }
}

fn page_of(shown: &Shown, prepared: &Prepared, page: &Page) -> Response {
    match prepared.render(page) {
        Ok(rendered) => file(HTML, with_script(rendered.html.as_str(), &shown.state)),
        Err(error) => failed(shown, &overlay::broken(&error.to_string(), shown.lang)),
    }
}

fn failed(shown: &Shown, page: &str) -> Response {
    let page = file(HTML, with_script(page, &shown.state));
    (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
}

/// The page with the reload script, and without the policy that would forbid it to listen; the server
/// sends its own, which is as strict in everything else.
fn with_script(page: &str, state: &str) -> String {
    let mut page = page.to_owned();
    if let Some(policy) = policy_tag(&page) {
        page.replace_range(policy, "");
    }
    let script = format!("<script src=\"/__mieruka/live.js\" data-state=\"{state}\"></script>");
    match page.rfind("</body>") {
        Some(at) => page.insert_str(at, &script),
        None => page.push_str(&script),
    }
    page
}

/// Where the page's own policy stands.
fn policy_tag(page: &str) -> Option<std::ops::Range<usize>> {
    let head = page[..page.find("</head>")?].to_ascii_lowercase();
    let name = head.find("content-security-policy")?;
    let start = head[..name].rfind("<meta")?;
    let length = head[start..].find('>')?;
    Some(start..start + length + 1)
}

fn file(kind: &'static str, body: impl IntoResponse) -> Response {
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => STYLE_KIND,
        Some("js") => SCRIPT_KIND,
        Some("txt") => TEXT,
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("csv") => "text/csv; charset=utf-8",
        Some("xml") => "application/xml",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}
