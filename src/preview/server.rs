//! The server: answers from the prepared site and from nothing else.
//!
//! There is no way from an address to a file on the disk: an address is looked up among the site's
//! pages and assets, and a page is rendered when it is asked for.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use super::{Desk, Shown, guard, overlay};
use crate::base::words::Lang;
use crate::pages::Page;
use crate::pipeline::Prepared;

/// Deep prose and templates need more stack than a thread usually has.
const STACK: usize = 16 << 20;

/// Reloads the page when the server says so, and when the server comes back.
const SCRIPT: &str = "(()=>{const s=new EventSource('/__mieruka/live');let lost=false;\
s.addEventListener('reload',()=>location.reload());\
s.onerror=()=>{lost=true};s.onopen=()=>{if(lost)location.reload()};})();";

/// The theme's own policy forbids every connection; the preview needs one, to itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Server {
    desk: Arc<Desk>,
    address: SocketAddr,
}

pub fn run(listener: TcpListener, address: SocketAddr, desk: Arc<Desk>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(STACK)
        .enable_all()
        .build()?;
    let server = Server { desk, address };
    let router = Router::new()
        .route("/__mieruka/live", get(live))
        .fallback(any(answer))
        .layer(axum::middleware::from_fn_with_state(
            server.clone(),
            guarded,
        ))
        .with_state(server);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    })
}

/// Refuses what must not read the preview, and marks every answer as private.
async fn guarded(
    State(server): State<Server>,
    request: Request,
    next: axum::middleware::Next,
) -> Response {
    let refusal = guard::refusal(request.method(), request.headers(), server.address);
    let mut response = match refusal {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// Tells the browser whenever the sources have been read again.
async fn live(State(server): State<Server>) -> impl IntoResponse {
    let changes = BroadcastStream::new(server.desk.changed.subscribe());
    // A browser that fell behind has missed a change all the same.
    let events = changes.map(|_| Ok::<_, Infallible>(Event::default().event("reload").data("")));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let shown = server.desk.shown();
    match path.as_str() {
        "__mieruka/live.js" => return file("text/javascript; charset=utf-8", SCRIPT.into()),
        "__mieruka/overlay.css" => return file("text/css; charset=utf-8", overlay::STYLE.into()),
        _ => {}
    }
    match &shown.prepared {
        Some(prepared) if !shown.has_errors() => site(prepared, &path),
        _ => errors(&shown),
    }
}

fn site(prepared: &Prepared, path: &str) -> Response {
    let path = match path {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    };
    if let Some((_, bytes)) = prepared
        .theme
        .assets
        .iter()
        .find(|(address, _)| address.as_str() == path)
    {
        return file(kind_of(&path), bytes.clone());
    }
    if let Some(stem) = path.strip_suffix(".md")
        && let Some(page) = prepared.find(&format!("{stem}.html"))
        && let Ok(rendered) = prepared.render(page)
        && let Some(markdown) = rendered.markdown
    {
        return file("text/markdown; charset=utf-8", markdown.into_bytes());
    }
    match prepared.find(&path) {
        Some(page) => page_of(prepared, page, StatusCode::OK),
        None => page_of(prepared, &Page::NotFound, StatusCode::NOT_FOUND),
    }
}

fn page_of(prepared: &Prepared, page: &Page, status: StatusCode) -> Response {
    match prepared.render(page) {
        Ok(rendered) => html(status, with_script(&rendered.html)),
        Err(error) => {
            let text = crate::base::text::visible(&error.to_string());
            let mut out = crate::base::markup::Markup::new();
            out.lit("<!DOCTYPE html><title>mieruka</title><pre>")
                .text(&text)
                .lit("</pre>");
            html(StatusCode::INTERNAL_SERVER_ERROR, with_script(out.as_str()))
        }
    }
}

fn errors(shown: &Shown) -> Response {
    let lang = shown
        .prepared
        .as_ref()
        .map_or(Lang::default(), |prepared| prepared.book.site.info.lang);
    let page = overlay::page(&shown.findings, lang);
    html(StatusCode::INTERNAL_SERVER_ERROR, with_script(&page))
}

/// The page with the reload script, and without the policy that would forbid it to listen; the server
/// sends its own, which is as strict in everything else.
fn with_script(page: &str) -> String {
    const POLICY_TAG: &str = "<meta http-equiv=\"Content-Security-Policy\"";
    let mut page = page.to_owned();
    if let Some(start) = page.find(POLICY_TAG)
        && let Some(length) = page[start..].find('>')
    {
        page.replace_range(start..=start + length, "");
    }
    let script = "<script src=\"/__mieruka/live.js\"></script>";
    match page.rfind("</body>") {
        Some(at) => page.insert_str(at, script),
        None => page.push_str(script),
    }
    page
}

fn html(status: StatusCode, page: String) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        page,
    )
        .into_response()
}

fn file(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    }
}
