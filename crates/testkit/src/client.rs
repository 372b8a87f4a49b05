//! What calls the program over the network, as the platform does.

/// A client without a proxy.
pub fn client() -> reqwest::Client {
    // Fails when one is there already, and that one is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a plain client can be made")
}
