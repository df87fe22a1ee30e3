package org.pleach.monitoring.page;

import java.io.IOException;

/** Makes what an address shows. Called from one thread at a time that is no event loop. */
public interface Page {

    /**
     * Writes the whole answer.
     *
     * @return the HTTP status
     * @throws BadQueryException if a parameter is wrong
     * @throws IOException       if the writer fails
     */
    int write(Query query, Json out) throws IOException, BadQueryException;
}
