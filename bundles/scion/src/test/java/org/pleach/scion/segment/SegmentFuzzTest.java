package org.pleach.scion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.pleach.path.IsdAs;
import org.pleach.scion.daemon.MalformedMessageException;

/** Whatever a control service answers: it is read or refused, and what was read can be put together. */
class SegmentFuzzTest {

    @FuzzTest
    void responses(FuzzedDataProvider data) {
        try {
            SegmentsResponse response = SegmentsResponse.decode(data.consumeRemainingAsBytes());
            Combinator.combine(IsdAs.parse("1-ff00:0:111"), IsdAs.parse("1-ff00:0:112"), response.of(SegmentType.UP),
                    response.of(SegmentType.CORE), response.of(SegmentType.DOWN));
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageContaining("malformed");
        }
    }
}
