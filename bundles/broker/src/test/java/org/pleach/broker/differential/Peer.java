package org.pleach.broker.differential;

/** A server that a scenario runs against. */
interface Peer extends AutoCloseable {

    int port();

    /** Takes another configuration. */
    void reload(String config) throws Exception;

    @Override
    void close();
}
