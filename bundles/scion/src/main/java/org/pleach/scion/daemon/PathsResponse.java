package org.pleach.scion.daemon;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers {@link PathsRequest}. An AS nobody knows has no paths; that is not an error.
 *
 * @param paths the paths in the daemon's order; at most {@value #MAX_PATHS}
 */
public record PathsResponse(List<DaemonPath> paths) {

    /** The most paths one answer may hold. The reference daemon combines far fewer. */
    public static final int MAX_PATHS = 1024;

    /** Copies the list. */
    public PathsResponse {
        paths = List.copyOf(paths);
    }

    /** Reads the message. */
    public static PathsResponse decode(byte[] bytes) {
        List<DaemonPath> paths = new ArrayList<>();
        MessageReader in = new MessageReader("PathsResponse", bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                in.message("Path", path -> in.add(paths, DaemonPathCodec.read(path), MAX_PATHS));
            } else {
                in.skip();
            }
        }
        return new PathsResponse(paths);
    }

    /** The message's bytes. */
    public byte[] encode() {
        return MessageWriter.message(
                out -> paths.forEach(path -> out.nested(1, nested -> DaemonPathCodec.write(path, nested))));
    }
}
