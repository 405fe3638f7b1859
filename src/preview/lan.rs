//! Who on the same network may look: whoever was given the word of the moment, and keeps the key that
//! it was changed for.
//!
//! A word opens once. Whoever reads it later, in a message or in the list of pages that a browser
//! remembers, gets nothing for it. It decides nothing about a machine's own browser.

use std::collections::VecDeque;
use std::hint::black_box;
use std::io;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::sync::{Mutex, PoisonError};

use crate::world;

/// So many phones look at the same time; the one that came first gives way to the next.
const GUESTS: usize = 8;
/// 128 bits cannot be guessed.
const BYTES: usize = 16;

/// The name of the key among a browser's cookies.
pub const COOKIE: &str = "mieruka";

/// A word that nobody can guess, as hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    fn new() -> io::Result<Self> {
        let bytes = world::random::<BYTES>()?;
        Ok(Self(crate::sources::gather::hex(&bytes)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares in the same time wherever the first difference is.
    fn is(&self, said: &str) -> bool {
        let (own, said) = (self.0.as_bytes(), said.as_bytes());
        let pairs = own.iter().zip(said);
        let differ = pairs.fold(0, |differ, (a, b)| black_box(differ | (a ^ b)));
        own.len() == said.len() && differ == 0
    }
}

/// The door for other machines.
pub struct Gate(Mutex<State>);

struct State {
    word: Secret,
    keys: VecDeque<Secret>,
}

impl Gate {
    /// # Errors
    /// When the machine gives no random bytes; then nobody may come in.
    pub fn new() -> io::Result<Self> {
        Ok(Self(Mutex::new(State {
            word: Secret::new()?,
            keys: VecDeque::new(),
        })))
    }

    /// The word that opens next.
    pub fn word(&self) -> Secret {
        self.state(|state| state.word.clone())
    }

    /// Changes the right word for a key, and makes a new word.
    pub fn enter(&self, said: &str) -> Option<Secret> {
        self.state(|state| {
            if !state.word.is(said) {
                return None;
            }
            let (key, next) = (Secret::new().ok()?, Secret::new().ok()?);
            state.word = next;
            if state.keys.len() == GUESTS {
                state.keys.pop_front();
            }
            state.keys.push_back(key.clone());
            Some(key)
        })
    }

    pub fn knows(&self, key: &str) -> bool {
        // Every key is compared, so that the time does not tell which one is near.
        self.state(|state| {
            state
                .keys
                .iter()
                .fold(false, |known, one| known | one.is(key))
        })
    }

    fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The address of this machine in its network. Nothing is sent: the system only says which of its
/// addresses it would take.
pub fn own_address() -> Option<IpAddr> {
    /// An address for documentation, which belongs to nobody.
    const ELSEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(ELSEWHERE).ok()?;
    let address = socket.local_addr().ok()?.ip();
    let is_of_network = !address.is_loopback() && !address.is_unspecified();
    is_of_network.then_some(address)
}
