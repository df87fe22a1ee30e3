package org.pleach.interop;

/** One of the two servers that are compared. */
public sealed interface RunningServer extends AutoCloseable permits PleachRunning, NatsServerRunning {

    /** The port for clients over TCP, on 127.0.0.1. */
    int port();

    /** Where clients connect over WebSocket; empty if it is not configured. */
    String webSocketUrl();

    @Override
    void close();
}
