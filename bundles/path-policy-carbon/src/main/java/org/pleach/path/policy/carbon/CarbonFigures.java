package org.pleach.path.policy.carbon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pleach.path.IsdAs;

/**
 * What it costs the climate to cross an AS, in any unit that is the same for all, such as grams of CO2 per gigabyte. One
 * line an AS:
 * <pre>
 *  # grams per gigabyte
 *  1-ff00:0:110  12.5
 *  1-0           30      the other ASes of ISD 1
 *  0-0           50      all others
 * </pre>
 * Behind the figure comes what one likes.
 */
final class CarbonFigures {

    /** None. */
    static final CarbonFigures NONE = new CarbonFigures(Map.of());

    private final Map<IsdAs, Double> figures;

    private CarbonFigures(Map<IsdAs, Double> figures) {
        this.figures = Map.copyOf(figures);
    }

    /**
     * Reads lines.
     *
     * @param source names them in messages
     * @throws IllegalArgumentException naming source, line, what was expected and what came
     */
    static CarbonFigures parse(String source, List<String> lines) {
        Map<IsdAs, Double> figures = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 3);
            IsdAs isdAs = isdAs(source, i + 1, words[0]);
            if (figures.put(isdAs, figure(source, i + 1, words)) != null) {
                throw bad(source, i + 1, "each AS once", isdAs.toString());
            }
        }
        return new CarbonFigures(figures);
    }

    private static IsdAs isdAs(String source, int line, String word) {
        try {
            return IsdAs.parse(word);
        } catch (IllegalArgumentException e) {
            throw bad(source, line, "an ISD-AS such as 1-ff00:0:110, 1-0 or 0-0", word);
        }
    }

    private static double figure(String source, int line, String[] words) {
        try {
            double value = words.length < 2 ? -1 : Double.parseDouble(words[1]);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad(source, line, "a figure from 0 behind the ISD-AS", words.length < 2 ? "nothing" : words[1]);
    }

    private static IllegalArgumentException bad(String source, int line, String expected, String found) {
        return new IllegalArgumentException(source + ":" + line + ": expected " + expected + ", found \"" + found + '"');
    }

    /** How many lines say something. */
    int size() {
        return figures.size();
    }

    /** The figure of an AS, else of its ISD, else of all; or empty. */
    OptionalDouble of(IsdAs isdAs) {
        for (IsdAs key : List.of(isdAs, IsdAs.of(isdAs.isd(), 0), IsdAs.WILDCARD)) {
            Double figure = figures.get(key);
            if (figure != null) {
                return OptionalDouble.of(figure);
            }
        }
        return OptionalDouble.empty();
    }
}
