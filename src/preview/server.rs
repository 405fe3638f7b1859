//! The server: answers from the prepared site and from nothing else.
//!
//! There is no way from an address to a file on the disk: an address is looked up among the site's
//! pages and assets, and a page is rendered when it is asked for.

use std::convert::Infallible;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::desk::{Desk, Outcome, Shown};
use super::guard::Door;
use super::lan::{COOKIE, Gate, Secret};
use super::overlay::Sheet;
use super::patience::PatientListener;
use super::{PreviewError, guard, note, overlay, own};
use crate::base::diag::Findings;
use crate::base::words::Words;
use crate::pages::{self, Page};
use crate::pipeline::{Online, Prepared};

/// Pages that are rendered at the same time; others wait.
const RENDERERS: usize = 4;
/// Signs of life on a stream that has nothing to tell.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Follows the state that a page was made from.
const SCRIPT: &str = include_str!("live.js");

/// Connections at the same time from this machine, and from its network, which must not use up those of
/// whoever prepares the plan.
const MOST: usize = 512;
const MOST_FROM_NETWORK: usize = 64;

/// Where the word of the moment is changed for a key.
pub const ENTRY: &str = "/__mieruka/enter";

/// Everything that is the preview's own lies below here, where no release may have a page.
const OWN: &str = "__mieruka/";

/// The theme's own policy forbids every connection; the preview needs one, to itself. The page for missing
/// addresses brings its style along.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; \
connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";
const SCRIPT_KIND: &str = "text/javascript; charset=utf-8";
const STYLE_KIND: &str = "text/css; charset=utf-8";

/// One door with all that stands behind it.
#[derive(Clone)]
struct Server {
    desk: Arc<Desk>,
    published: Arc<Published>,
    door: Arc<Door>,
    /// Called when somebody has come in from the network, with the word for the next.
    entered: Arc<dyn Fn(&Secret) + Send + Sync>,
}

/// The folder of what is online, with what was read of it.
struct Published {
    folder: PathBuf,
    online: Mutex<Option<Online>>,
}

impl Published {
    /// What changes on a page of what is online. A folder that cannot be read says nothing here: the list
    /// of all that is to be done tells why.
    fn asked(&self, site: &Prepared, page: &Page) -> Findings {
        let mut online = self.online.lock().unwrap_or_else(PoisonError::into_inner);
        online.take_if(|online| !online.is_of(&self.folder));
        if online.is_none() {
            *online = Online::open(&self.folder).ok();
        }
        let asked = online.as_ref().map(|online| online.uncorrected(site, page));
        asked.unwrap_or_default()
    }
}

/// What is answered, and where.
pub struct House {
    pub desk: Arc<Desk>,
    /// The folder of what is published, if there is any.
    pub published: PathBuf,
    pub doors: Vec<(TcpListener, Door)>,
    pub entered: Arc<dyn Fn(&Secret) + Send + Sync>,
}

/// Answers until the watcher ends.
pub fn run(house: House, ended: oneshot::Receiver<()>) -> Result<(), PreviewError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(RENDERERS)
        .thread_stack_size(crate::pipeline::STACK)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut open = JoinSet::new();
        let published = Arc::new(Published {
            folder: house.published,
            online: Mutex::default(),
        });
        for (listener, door) in house.doors {
            let most = if door.gate.is_some() {
                MOST_FROM_NETWORK
            } else {
                MOST
            };
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let server = Server {
                desk: Arc::clone(&house.desk),
                published: Arc::clone(&published),
                door: Arc::new(door),
                entered: Arc::clone(&house.entered),
            };
            let listener = PatientListener::new(listener, most);
            open.spawn(async move { axum::serve(listener, router(server)).await });
        }
        tokio::select! {
            Some(result) = open.join_next() => Ok(result.map_err(std::io::Error::other)??),
            _ = ended => Err(PreviewError::Watcher),
        }
    })
}

fn router(server: Server) -> Router {
    Router::new()
        .route("/__mieruka/live", get(live))
        .fallback(any(answer))
        .layer(from_fn_with_state(server.clone(), guarded))
        .with_state(server)
}

/// Refuses what must not read the preview, and marks every answer as private.
async fn guarded(State(server): State<Server>, request: Request, next: Next) -> Response {
    let shown = server.desk.shown();
    let mut response = match (guard::refusal(&request, &server.door), &server.door.gate) {
        (Some(status), _) => refuse(status, &shown),
        (None, Some(gate)) if request.uri().path() == ENTRY => server.enter(gate, &request),
        (None, Some(gate)) if !guard::has_key(&request, gate) => refuse_guest(&shown),
        (None, _) => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL.as_str(), "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS.as_str(), "nosniff"),
        (header::X_FRAME_OPTIONS.as_str(), "DENY"),
        (header::CONTENT_SECURITY_POLICY.as_str(), POLICY),
        (header::REFERRER_POLICY.as_str(), "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Server {
    /// Gives a key for the word of the moment. The page that follows is asked for by this answer, so that
    /// the word does not stay in the address.
    fn enter(&self, gate: &Gate, request: &Request) -> Response {
        let shown = self.desk.shown();
        let Some(key) = gate.enter(request.uri().query().unwrap_or_default()) else {
            return refuse_guest(&shown);
        };
        (self.entered)(&gate.word());
        let cookie = format!(
            "{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict",
            key.as_str()
        );
        let page = overlay::entered(shown.lang);
        ([(header::SET_COOKIE, cookie)], file(HTML, page)).into_response()
    }
}

fn refuse_guest(shown: &Shown) -> Response {
    let reason = Words::of(shown.lang).get("preview.no-key");
    (StatusCode::FORBIDDEN, file(TEXT, reason)).into_response()
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
        .map(|shown| {
            let what = match shown.outcome {
                Outcome::Site(_) => "reload",
                Outcome::Errors(_) | Outcome::Bug(_) => "errors",
            };
            // Browsers pass over an event without data.
            Ok::<_, Infallible>(Event::default().event(what).data("new"))
        });
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let shown = server.desk.shown();
    let path = request.uri().path();
    let path = path.strip_prefix('/').unwrap_or(path).to_owned();
    // Rendering is work: it must not keep the other connections waiting.
    let rendered =
        tokio::task::spawn_blocking(move || respond(&shown, &server.published, &path)).await;
    rendered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn respond(shown: &Shown, published: &Published, path: &str) -> Response {
    if let Some(own) = path.strip_prefix(OWN) {
        return own_file(shown, &published.folder, own)
            .unwrap_or_else(|| (StatusCode::NOT_FOUND, file(TEXT, "404")).into_response());
    }
    match shown.site() {
        Some(prepared) => site(shown, (prepared, published), path),
        None => failed(shown, &told(shown)),
    }
}

/// What belongs to the preview and to no site.
fn own_file(shown: &Shown, published: &Path, name: &str) -> Option<Response> {
    match (name, &shown.outcome) {
        ("live.js", _) => Some(file(SCRIPT_KIND, SCRIPT)),
        ("overlay.css", _) => Some(file(STYLE_KIND, overlay::STYLE)),
        ("note.css", _) => Some(file(STYLE_KIND, note::STYLE)),
        (_, Outcome::Site(prepared)) if name.ends_with(".html") => {
            own_page(shown, prepared, published, name)
        }
        // What is to be done first; the page comes back when it is done.
        (_, Outcome::Errors(_) | Outcome::Bug(_)) if name.ends_with(".html") => {
            Some(failed(shown, &told(shown)))
        }
        ("errors", Outcome::Errors(_) | Outcome::Bug(_)) => Some(file(HTML, told(shown).part())),
        _ => None,
    }
}

/// A page that only a preview has: what is still to be done, what differs from what is published. It needs
/// no findings beside it.
fn own_page(shown: &Shown, prepared: &Prepared, published: &Path, name: &str) -> Option<Response> {
    let rendered = match own::page(prepared, published, name) {
        Ok(rendered) => rendered?,
        Err(error) => {
            let told = overlay::broken(&error.to_string(), shown.lang);
            return Some(failed(shown, &told));
        }
    };
    let html = with(rendered.html.as_str(), &[&script(shown, "")]);
    Some(file(HTML, html))
}

/// Why there is no site.
fn told(shown: &Shown) -> Sheet {
    match &shown.outcome {
        Outcome::Errors(faults) => overlay::errors(faults, shown.lang),
        Outcome::Bug(what) => overlay::bug(what, shown.lang),
        Outcome::Site(_) => overlay::broken("", shown.lang),
    }
}

fn site(shown: &Shown, (prepared, published): (&Prepared, &Published), path: &str) -> Response {
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
        return file(kind_of(&path), pages::values::shown(&prepared.book, bytes));
    }
    if let Some(bytes) = pages::search::file(&prepared.book, &path) {
        return file(kind_of(&path), bytes.to_vec());
    }
    if let Some(response) = markdown(shown, prepared, &path) {
        return response;
    }
    match prepared.find_in_any(&path) {
        Some((edition, page)) => page_of(shown, (prepared, published), (edition, page)),
        None => (
            StatusCode::NOT_FOUND,
            page_of(shown, (prepared, published), (prepared, &Page::NotFound)),
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

/// A page with what was found in its files beside it, and what changes of what is online. The findings are
/// those of the whole site.
fn page_of(
    shown: &Shown,
    (site, published): (&Prepared, &Published),
    (edition, page): (&Prepared, &Page),
) -> Response {
    match edition.render(page) {
        Ok(rendered) => {
            let files = pages::files_of(&edition.book, page);
            let asked = published.asked(site, page);
            let note = note::beside((&site.findings, &asked), &files, shown.lang);
            let page = |parts: &[&str]| file(HTML, with(rendered.html.as_str(), parts));
            match shown.outcome {
                Outcome::Site(_) => page(&[&note, &script(shown, "")]),
                // A page as it was, below what keeps it from being as it is.
                Outcome::Errors(_) | Outcome::Bug(_) => {
                    let sheet = format!("<noscript>{}</noscript>", told(shown).part());
                    let script = script(shown, " data-stale=\"yes\"");
                    let page = page(&[&sheet, &script]);
                    (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
                }
            }
        }
        Err(error) => failed(shown, &overlay::broken(&error.to_string(), shown.lang)),
    }
}

fn failed(shown: &Shown, sheet: &Sheet) -> Response {
    let page = with(&sheet.page(), &[&script(shown, " data-fails=\"yes\"")]);
    (StatusCode::INTERNAL_SERVER_ERROR, file(HTML, page)).into_response()
}

fn script(shown: &Shown, more: &str) -> String {
    let state = &shown.state;
    format!("<script src=\"/__mieruka/live.js\" data-state=\"{state}\"{more}></script>")
}

/// The page with something at its end, and without the policy that would forbid a script to listen; the
/// server sends its own, which is as strict in everything else.
fn with(page: &str, parts: &[&str]) -> String {
    let mut page = page.to_owned();
    if let Some(policy) = policy_tag(&page) {
        page.replace_range(policy, "");
    }
    let at = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(at, &parts.concat());
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
