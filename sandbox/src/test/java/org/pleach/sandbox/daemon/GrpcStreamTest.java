package org.pleach.sandbox.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.sandbox.Golden;
import org.pleach.sandbox.Topology;
import org.pleach.sandbox.segment.ControlPlane;

class GrpcStreamTest {

    private static final long NOW = 1_795_484_376_438L;

    private final Topology topology = Topology.builtIn("golden");
    private final DaemonApi api = new DaemonApi(IsdAs.parse("1-ff00:0:111"), topology,
            new ControlPlane(topology, () -> NOW, new Random(1)), () -> NOW);

    @Test
    void answersInTheContentTypeAskedWithHeadersMessageAndTrailers() {
        EmbeddedChannel stream = call("/proto.daemon.v1.DaemonService/AS", "application/grpc+proto");
        stream.writeInbound(data(framed(Golden.bytes("daemon/as-x-explicit.request.bin")), true));
        Http2Headers headers = ((Http2HeadersFrame) stream.readOutbound()).headers();
        assertThat(headers.status()).hasToString("200");
        assertThat(headers.get("content-type")).hasToString("application/grpc+proto");
        ByteBuf body = ((Http2DataFrame) stream.readOutbound()).content();
        assertThat(io.netty.buffer.ByteBufUtil.getBytes(body))
                .isEqualTo(framed(Golden.bytes("daemon/as-x-explicit.response.bin")));
        body.release();
        Http2HeadersFrame trailers = stream.readOutbound();
        assertThat(trailers.isEndStream()).isTrue();
        assertThat(trailers.headers().get("grpc-status")).hasToString("0");
    }

    @Test
    void answersErrorsInTrailersAlone() {
        EmbeddedChannel stream = call("/proto.daemon.v1.DaemonService/NoSuchMethod", "application/grpc");
        stream.writeInbound(data(framed(new byte[0]), true));
        Http2HeadersFrame trailers = stream.readOutbound();
        assertThat(trailers.isEndStream()).isTrue();
        assertThat(trailers.headers().get("grpc-status")).hasToString("12");
        assertThat(trailers.headers().get("grpc-message"))
                .hasToString("unknown method NoSuchMethod for service proto.daemon.v1.DaemonService");
    }

    @Test
    void takesAMessageSplitAnywhere() {
        byte[] request = framed(Golden.bytes("daemon/as-x-explicit.request.bin"));
        for (int at = 0; at <= request.length; at++) {
            EmbeddedChannel stream = call("/proto.daemon.v1.DaemonService/AS", "application/grpc");
            stream.writeInbound(data(java.util.Arrays.copyOf(request, at), false));
            assertThat(stream.<Object>readOutbound()).isNull();
            stream.writeInbound(data(java.util.Arrays.copyOfRange(request, at, request.length), true));
            assertThat(((Http2HeadersFrame) stream.readOutbound()).headers().contains("grpc-status")).isFalse();
            stream.finishAndReleaseAll();
        }
    }

    @Test
    void refusesWhatIsNoGrpcAndWhatIsTooLong() {
        EmbeddedChannel web = call("/", "text/html");
        assertThat(((Http2HeadersFrame) web.readOutbound()).headers().status()).hasToString("415");
        EmbeddedChannel stream = call("/proto.daemon.v1.DaemonService/AS", "application/grpc");
        for (int i = 0; i < 10; i++) {
            stream.writeInbound(data(new byte[10_000], false));
        }
        Http2HeadersFrame trailers = stream.readOutbound();
        assertThat(trailers.headers().get("grpc-status")).hasToString("3");
        assertThat(stream.<Object>readOutbound()).isNull();
    }

    @FuzzTest
    void answersAnyBytesOnce(FuzzedDataProvider data) {
        EmbeddedChannel stream = call("/proto.daemon.v1.DaemonService/Paths", "application/grpc");
        byte[] first = data.consumeBytes(64);
        stream.writeInbound(data(first, false));
        stream.writeInbound(data(data.consumeRemainingAsBytes(), true));
        int ends = 0;
        for (Object frame = stream.readOutbound(); frame != null; frame = stream.readOutbound()) {
            ends += frame instanceof Http2HeadersFrame headers && headers.isEndStream() ? 1 : 0;
            ReferenceCountUtil.release(frame);
        }
        assertThat(ends).isEqualTo(1);
    }

    private EmbeddedChannel call(String path, String contentType) {
        EmbeddedChannel stream = new EmbeddedChannel(new GrpcStream(api));
        stream.writeInbound(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().method("POST").path(path).set("content-type", contentType), false));
        return stream;
    }

    private static DefaultHttp2DataFrame data(byte[] bytes, boolean last) {
        return new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), last);
    }

    private static byte[] framed(byte[] message) {
        byte[] framed = new byte[5 + message.length];
        framed[4] = (byte) message.length;
        System.arraycopy(message, 0, framed, 5, message.length);
        return framed;
    }
}
