package org.pleach.scion.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

    private final PacketView view = new PacketView();

    @Test
    void sendsPayloadsOfEverySizeWithARightChecksum() {
        UdpTemplate template = new UdpTemplate(Samples.header(Samples.path(0, 3, 2)), 1, 65535);
        ByteBuf payload = Unpooled.buffer();
        ByteBuf out = Unpooled.buffer();
        for (int length = 0; length < 100; length++) {
            out.clear();
            template.write(out, payload, 0, length);
            assertThat(view.parseForHost(out)).isEqualTo(Reason.OK);
            assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
            assertThat(view.udpPayloadLength()).isEqualTo(length);
            payload.writeByte(length * 31);
        }
    }

    @Test
    void writesTheHeaderAloneForAPayloadThatStaysWhereItIs() {
        UdpTemplate template = new UdpTemplate(Samples.header(new byte[0]), 1, 2);
        ByteBuf payload = ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, "..payload");
        ByteBuf whole = Unpooled.buffer();
        template.write(whole, payload, 2, 7);
        ByteBuf header = Unpooled.buffer();
        template.writeHeader(header, payload, 2, 7);
        assertThat(header.readableBytes()).isEqualTo(template.headerLength());
        assertThat(Unpooled.wrappedBuffer(header, payload.slice(2, 7))).isEqualTo(whole);
        assertThat(payload.readableBytes()).isEqualTo(9);
    }

    @Test
    void knowsWhatAPathCarries() {
        UdpTemplate template = new UdpTemplate(Samples.header(Samples.path(0, 2)), 1, 2);
        assertThat(template.headerLength()).isEqualTo(12 + 16 + 4 + 16 + 4 + 8 + 24 + 8);
        assertThat(template.maxPayload(1400)).isEqualTo(1400 - template.headerLength());
        assertThat(template.maxPayload(1 << 20)).isEqualTo(UdpTemplate.MAX_PAYLOAD);
        assertThat(template.maxPayload(10)).isNegative();
    }

    @Test
    void refusesWhatDoesNotFit() {
        UdpTemplate template = new UdpTemplate(Samples.header(new byte[0]), 1, 2);
        ByteBuf big = Unpooled.buffer().writeZero(UdpTemplate.MAX_PAYLOAD + 1);
        assertThatThrownBy(() -> template.write(Unpooled.buffer(), big, 0, UdpTemplate.MAX_PAYLOAD + 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected 0 to 65527");
        assertThatThrownBy(() -> Samples.header(new byte[1000])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to 1020");
        assertThatThrownBy(() -> Samples.header(new byte[5])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 4");
    }

    @Test
    void makesNoObjectPerPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        UdpTemplate template = new UdpTemplate(Samples.header(Samples.path(3, 2, 2)), 1, 2);
        ByteBuf payload = Unpooled.buffer().writeZero(1200);
        ByteBuf out = Unpooled.buffer(2000);
        sendAndReceive(template, payload, out, 10_000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        sendAndReceive(template, payload, out, 100_000);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // Compilation and the like may cost a little, but not even one byte per packet.
        assertThat(allocated).isLessThan(100_000);
    }

    private void sendAndReceive(UdpTemplate template, ByteBuf payload, ByteBuf out, int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            out.clear();
            template.write(out, payload, 0, 1200);
            if (!view.parseForHost(out).isOk() || !view.verifyChecksum().isOk()) {
                throw new AssertionError("packet refused at " + view.errorOffset());
            }
            RawPath.reverse(view.path(), out, view.path().index());
            sum += view.sourcePort();
        }
        assertThat(sum).isEqualTo(times);
    }

    static Stream<ScmpMessage> messages() {
        Bytes data = Bytes.of((byte) 1, (byte) 2, (byte) 3);
        return Stream.of(
                new ScmpMessage.DestinationUnreachable(ScmpType.CODE_PORT_UNREACHABLE, data),
                new ScmpMessage.PacketTooBig(1400, data),
                new ScmpMessage.ParameterProblem(ScmpType.CODE_INVALID_MAC, 56, data),
                new ScmpMessage.ExternalInterfaceDown(Samples.LOCAL, 3, data),
                new ScmpMessage.InternalConnectivityDown(Samples.LOCAL, 3, -1, data),
                new ScmpMessage.EchoRequest(40_000, 65_535, data),
                new ScmpMessage.EchoRequest(1, 2, data).reply(),
                new ScmpMessage.TracerouteRequest(40_000, 1),
                new ScmpMessage.TracerouteRequest(40_000, 1).reply(Samples.REMOTE, 7),
                new ScmpMessage.Unknown(100, 9, data),
                new ScmpMessage.Unknown(200, 0, Bytes.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyScmpMessageComesThroughAndNoneOfItsPrefixes(ScmpMessage message) {
        ByteBuf out = Unpooled.buffer();
        new ScmpTemplate(Samples.header(Samples.path(0, 2))).write(out, message);
        assertThat(view.parseForHost(out)).isEqualTo(Reason.OK);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
        ScmpView scmp = new ScmpView();
        assertThat(scmp.wrap(view)).isEqualTo(Reason.OK);
        assertThat(ScmpMessage.of(scmp)).isEqualTo(message);
        assertThat(scmp.isError()).isEqualTo(message.type() < 128);
        for (int length = 0; length < ScmpHeader.LENGTH + message.infoLength(); length++) {
            ByteBuf cut = Unpooled.copiedBuffer(out.slice(view.upperIndex(), length));
            assertThat(scmp.wrap(cut, 0, length)).isEqualTo(Reason.TRUNCATED_SCMP);
        }
    }

    @Test
    void cutsTheQuoteOfAnErrorButNotTheDataOfAnEcho() {
        Bytes big = Bytes.of(new byte[1500]);
        ScmpTemplate template = new ScmpTemplate(Samples.header(Samples.path(0, 2)));
        ByteBuf error = Unpooled.buffer();
        template.write(error, new ScmpMessage.ExternalInterfaceDown(Samples.LOCAL, 1, big));
        assertThat(error.readableBytes()).isEqualTo(ScmpHeader.MAX_ERROR_PACKET);
        assertThat(view.parseForHost(error)).isEqualTo(Reason.OK);
        assertThat(view.verifyChecksum()).isEqualTo(Reason.OK);
        ByteBuf echo = Unpooled.buffer();
        template.write(echo, new ScmpMessage.EchoRequest(1, 1, big));
        assertThat(echo.readableBytes()).isEqualTo(template.header().length() + 8 + 1500);
        assertThatThrownBy(() -> template.write(Unpooled.buffer(),
                new ScmpMessage.EchoRequest(1, 1, Bytes.of(new byte[70_000]))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected at most 65527");
    }

    @Test
    void keepsApartWhatJavaWouldMix() {
        ByteBuf mapped = Unpooled.buffer().writeZero(10).writeShort(0xFFFF).writeInt(0x7F000024);
        assertThat(HostAddress.read(mapped, 0, HostType.IPV6)).isInstanceOf(HostAddress.Other.class);
        ByteBuf service = Unpooled.buffer().writeShort(2).writeShort(0);
        assertThat(HostAddress.read(service, 0, HostType.SERVICE)).isEqualTo(new HostAddress.Service(2));
        assertThat(HostAddress.read(service.setByte(3, 1), 0, HostType.SERVICE)).isInstanceOf(HostAddress.Other.class);
    }
}
