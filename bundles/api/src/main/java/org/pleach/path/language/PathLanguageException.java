package org.pleach.path.language;

/** A rule that cannot be read. The message names the rule, the position in it, what was expected and what came. */
public final class PathLanguageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    private final int position;

    /**
     * @param kind     what is read, such as {@code sequence}
     * @param text     the whole rule
     * @param position where it goes wrong, counted from 1
     * @param expected what was expected there
     * @param found    what is there
     */
    public PathLanguageException(String kind, String text, int position, String expected, String found) {
        super(kind + " \"" + shortened(text) + "\", position " + position + ": expected " + expected + ", found "
                + found);
        this.position = position;
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** Where it goes wrong: characters from the start of the rule, the first is 1. */
    public int position() {
        return position;
    }
}
