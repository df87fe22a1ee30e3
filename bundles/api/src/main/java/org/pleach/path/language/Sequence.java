package org.pleach.path.language;

import java.util.ArrayList;
import java.util.List;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;

/**
 * An expression over the ASes of a path, from its source to its destination: hop predicates one behind the other, {@code |}
 * for one or the other, which binds closer than that, {@code ? + *} for how often, and parentheses.
 *
 * <pre>
 *  1-ff00:0:133#1 1+ 2-ff00:0:1? 2-ff00:0:233#1
 * </pre>
 * The empty text allows every path; any other one must match the path as a whole. Matching takes time proportional to the
 * length of the expression times that of the path.
 */
public final class Sequence {

    private final String text;
    private final SequenceProgram program;

    private Sequence(String text, SequenceProgram program) {
        this.text = text;
        this.program = program;
    }

    /**
     * Reads one.
     *
     * <p>Unlike the reference, which takes them and then allows no path, this refuses numbers that no path can have: an ISD
     * or AS out of range, an AS not written as SCION writes it ({@code FF00:0:110}).
     *
     * @throws PathLanguageException naming the position, what was expected and what came
     */
    public static Sequence parse(String text) {
        return new Sequence(text, text.isEmpty() ? null : new SequenceParser(text).parse());
    }

    /** Whether the path is as described. */
    public boolean allows(Path path) {
        List<PathInterface> ends = path.metadata().interfaces();
        return program == null || ends.size() % 2 == 0 && program.matches(hops(ends));
    }

    private static List<Hop> hops(List<PathInterface> ends) {
        List<Hop> hops = new ArrayList<>(ends.size() / 2 + 1);
        if (!ends.isEmpty()) {
            hops.add(new Hop(ends.get(0).isdAs(), 0, ends.get(0).id()));
            for (int i = 1; i + 1 < ends.size(); i += 2) {
                hops.add(new Hop(ends.get(i).isdAs(), ends.get(i).id(), ends.get(i + 1).id()));
            }
            PathInterface last = ends.get(ends.size() - 1);
            hops.add(new Hop(last.isdAs(), last.id(), 0));
        }
        return hops;
    }

    /** One AS of a path; 0 stands for no interface at the path's ends. */
    record Hop(IsdAs isdAs, long ingress, long egress) { }

    /** The text it was read from. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sequence sequence && text.equals(sequence.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
