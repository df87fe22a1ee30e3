package org.pleach.config.tree;

/**
 * A value of a configuration file with the place where it was written. Immutable.
 *
 * <p>Nodes are shared where a variable is used more than once, so what looks small can be huge when it is written out:
 * {@link #weight} and {@link #depth} tell beforehand.
 */
public sealed interface Node permits Block, Sequence, Scalar {

    /** Where it was written: the place of its key if it has one. */
    Place place();

    /** How many nodes it has when written out, itself included; saturates at {@link Long#MAX_VALUE}. */
    long weight();

    /** How many levels of blocks and lists it has, itself included; 0 for a scalar. */
    int depth();

    /** What kind it is in the words of error messages: {@code a block}, {@code a list}, {@code the number 5}. */
    String described();
}
