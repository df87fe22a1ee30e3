package org.pleach.sandbox.segment;

/**
 * A hop field, decoded. Immutable.
 *
 * @param expiryUnits ExpTime: it lives (1 + this) * 337.5 s from the segment's timestamp
 * @param consIngress the interface into the AS in construction direction; 0 at the segment's start
 * @param consEgress  the interface out of the AS in construction direction; 0 at the segment's end
 * @param mac         6 bytes as the lower 48 bits
 */
public record Hop(int expiryUnits, int consIngress, int consEgress, long mac) { }
