package org.pleach.benchmarks;

import java.time.Duration;

/** A broker process under load. */
interface Server extends AutoCloseable {

    /** {@code pleach} or {@code nats-server}. */
    String name();

    /** The TCP port it takes clients on. */
    int port();

    /** CPU time it has used since its start, user and system. */
    Duration cpuTime();

    /** Resident memory in bytes, or -1 where the platform does not tell. */
    long residentBytes();

    @Override
    void close();
}
