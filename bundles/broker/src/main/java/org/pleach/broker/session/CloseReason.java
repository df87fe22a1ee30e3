package org.pleach.broker.session;

/** Why a client connection ended, in nats-server's words. */
enum CloseReason {
    CLIENT_CLOSED("Client Closed"),
    AUTHENTICATION_TIMEOUT("Authentication Timeout"),
    AUTHENTICATION_FAILURE("Authentication Failure"),
    AUTHENTICATION_EXPIRED("Authentication Expired"),
    REVOCATION("Credentials Revoked"),
    SLOW_CONSUMER_PENDING_BYTES("Slow Consumer (Pending Bytes)"),
    SLOW_CONSUMER_WRITE_DEADLINE("Slow Consumer (Write Deadline)"),
    TLS_HANDSHAKE_ERROR("TLS Handshake Failure"),
    READ_ERROR("Read Error"),
    PARSE_ERROR("Parse Error"),
    STALE_CONNECTION("Stale Connection"),
    PROTOCOL_VIOLATION("Protocol Violation"),
    BAD_CLIENT_PROTOCOL_VERSION("Bad Client Protocol Version"),
    MAXIMUM_CONNECTIONS_EXCEEDED("Maximum Connections Exceeded"),
    MAXIMUM_ACCOUNT_CONNECTIONS_EXCEEDED("Maximum Account Connections Exceeded"),
    MAXIMUM_SUBSCRIPTIONS_EXCEEDED("Maximum Subscriptions Exceeded"),
    MAXIMUM_PAYLOAD_EXCEEDED("Maximum Message Payload Exceeded"),
    MAXIMUM_CONTROL_LINE_EXCEEDED("Maximum Control Line Exceeded"),
    NO_RESPONDERS_REQUIRES_HEADERS("No Responders Requires Headers"),
    SERVER_SHUTDOWN("Server Shutdown"),
    INTERNAL_ERROR("Internal Error");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
