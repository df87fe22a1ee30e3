package org.pleach.scion;

import java.util.concurrent.CompletionException;

/** What failed stages carry. */
public final class Failures {

    private Failures() { }

    /** The failure itself, without what a chain of stages wraps around it. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
