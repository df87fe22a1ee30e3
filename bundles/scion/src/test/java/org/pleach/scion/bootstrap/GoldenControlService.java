package org.pleach.scion.bootstrap;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.pleach.scion.daemon.FakeDaemon;
import org.pleach.scion.segment.GoldenSegments;
import org.pleach.scion.segment.SegmentsRequest;

/** Answers as the recorded control service of X did, and what was not recorded as it answers what does not fit. */
final class GoldenControlService implements FakeDaemon.Behaviour {

    private static final List<String> RECORDED = List.of("segments-up-x-corewildcard", "segments-core-wildcard",
            "segments-down-corewildcard-y", "segments-core-wildcard-a", "segments-unknown-as");

    private final Map<String, byte[]> answers = new HashMap<>();

    GoldenControlService() {
        RECORDED.forEach(name -> answers.put(HexFormat.of().formatHex(GoldenSegments.request(name)),
                GoldenSegments.response(name)));
    }

    @Override
    public void answer(FakeDaemon.Call call, byte[] request) {
        byte[] answer = answers.get(HexFormat.of().formatHex(request));
        if (!call.path.equals(SegmentsRequest.METHOD)) {
            call.fail(12, "unknown service");
        } else if (answer == null) {
            call.fail(2, "invalid request");
        } else {
            call.succeed(answer);
        }
    }
}
