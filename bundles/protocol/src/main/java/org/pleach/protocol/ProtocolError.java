package org.pleach.protocol;

/** What a peer can do wrong. Each of these ends the connection, as it does in nats-server. */
public enum ProtocolError {

    /** Something that is no verb of the protocol. */
    UNKNOWN_OPERATION("Unknown Protocol Operation"),

    /** A control line longer than {@code max_control_line}. */
    MAX_CONTROL_LINE("maximum control line exceeded"),

    /** A payload greater than {@code max_payload}. */
    MAX_PAYLOAD("Maximum Payload Violation"),

    /** A verb with too few or too many arguments, or a size that is none. nats-server closes without a word here. */
    BAD_ARGUMENTS("Parser Error"),

    /** A payload that does not end with CR LF where its size says. */
    BAD_PAYLOAD_END("Unknown Protocol Operation"),

    /** HPUB of a client whose CONNECT did not say that it knows headers. nats-server closes without a word here. */
    HEADERS_NOT_SUPPORTED("message headers not supported"),

    /** JSON of CONNECT or INFO that cannot be read. */
    BAD_JSON("Parser Error"),

    /** Anything but CONNECT while a CONNECT with credentials is awaited. */
    AUTHORIZATION("Authorization Violation");

    private final String text;

    ProtocolError(String text) {
        this.text = text;
    }

    /** The words for {@code -ERR '...'}. */
    public String text() {
        return text;
    }
}
