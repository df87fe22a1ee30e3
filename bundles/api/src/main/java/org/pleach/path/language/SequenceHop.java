package org.pleach.path.language;

/**
 * A hop of a sequence. Unlike in an ACL, interfaces may be named without naming the AS, and one alone is that on either
 * side.
 *
 * @param isd     0 for any
 * @param as      0 for any
 * @param ingress 0 for any
 * @param egress  0 for any
 * @param either  whether {@code ingress}, equal to {@code egress}, may be on either side
 */
record SequenceHop(int isd, long as, long ingress, long egress, boolean either) {

    boolean matches(Sequence.Hop hop) {
        if (isd != 0 && hop.isdAs().isd() != isd || as != 0 && hop.isdAs().as() != as) {
            return false;
        }
        boolean in = ingress == 0 || hop.ingress() == ingress;
        boolean out = egress == 0 || hop.egress() == egress;
        return either ? in || out : in && out;
    }
}
