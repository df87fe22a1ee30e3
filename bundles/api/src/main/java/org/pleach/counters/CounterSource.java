package org.pleach.counters;

/**
 * Something that counts: losses, retries, failovers, refusals. Register it as an OSGi service; monitoring shows every
 * source there is.
 *
 * <p>Names are lower case with underscores and say what is counted, without a unit if it is events
 * ({@code scmp_interface_down_received}) and with one otherwise ({@code payload_bytes}). They never go back.
 */
public interface CounterSource {

    /** What the counts are about: {@code scion}, {@code broker}, {@code cluster}. */
    String subsystem();

    /** Hands every count to {@code reader}. Any thread; values may be a moment old. */
    void read(Reader reader);

    /** Takes counts. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param name  the count's name
         * @param value how often, or how much, since the source was made
         */
        void count(String name, long value);
    }
}
