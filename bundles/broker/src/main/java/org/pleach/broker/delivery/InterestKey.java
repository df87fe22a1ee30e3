package org.pleach.broker.delivery;

import java.util.Arrays;

/** A subject and a queue group (or null) by their bytes. The arrays are not copied. */
record InterestKey(byte[] subject, byte[] queue) {

    @Override
    public boolean equals(Object other) {
        return other instanceof InterestKey key && Arrays.equals(subject, key.subject) && Arrays.equals(queue, key.queue);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(subject) + Arrays.hashCode(queue);
    }
}
