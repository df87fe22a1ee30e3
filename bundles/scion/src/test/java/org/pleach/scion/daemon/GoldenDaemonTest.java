package org.pleach.scion.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;
import org.pleach.path.PathMetadata.LinkType;

/** The messages as the reference implementation puts them on the wire. */
class GoldenDaemonTest {

    static Stream<GoldenCall> known() {
        return GoldenCall.all().stream().filter(call -> call.method() != null);
    }

    static Stream<GoldenCall> pathAnswers() {
        return known().filter(call -> call.method() == DaemonMethod.PATHS && call.response() != null);
    }

    @ParameterizedTest
    @MethodSource("known")
    void requestsKeepTheirBytes(GoldenCall call) {
        byte[] again = switch (call.method()) {
            case PATHS -> PathsRequest.decode(call.request()).encode();
            case AS -> AsRequest.decode(call.request()).encode();
            case NOTIFY_INTERFACE_DOWN -> NotifyInterfaceDownRequest.decode(call.request()).encode();
            case INTERFACES, SERVICES, PORT_RANGE -> new byte[0];
        };
        assertThat(again).isEqualTo(call.request());
    }

    static Stream<GoldenCall> answered() {
        return known().filter(call -> call.response() != null);
    }

    private static Function<byte[], byte[]> roundTrip(DaemonMethod method) {
        return switch (method) {
            case PATHS -> bytes -> PathsResponse.decode(bytes).encode();
            case AS -> bytes -> AsResponse.decode(bytes).encode();
            case INTERFACES -> bytes -> InterfacesResponse.decode(bytes).encode();
            case SERVICES -> bytes -> ServicesResponse.decode(bytes).encode();
            case PORT_RANGE -> bytes -> PortRangeResponse.decode(bytes).encode();
            case NOTIFY_INTERFACE_DOWN -> bytes -> bytes;
        };
    }

    @ParameterizedTest
    @MethodSource("answered")
    void responsesKeepTheirBytes(GoldenCall call) {
        assertThat(roundTrip(call.method()).apply(call.response())).isEqualTo(call.response());
    }

    @ParameterizedTest
    @MethodSource("answered")
    void aMessageCutAnywhereIsReadOrRefusedButNothingElse(GoldenCall call) {
        for (int length = 0; length < call.response().length; length++) {
            byte[] cut = Arrays.copyOf(call.response(), length);
            try {
                roundTrip(call.method()).apply(cut);
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageContaining("malformed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pathAnswers")
    void pathsMeanWhatTheJsonSays(GoldenCall call) {
        List<DaemonPath> paths = PathsResponse.decode(call.response()).paths();
        JsonNode expected = call.json().get("response").get("paths");
        assertThat(paths).hasSize(expected.size());
        for (int i = 0; i < paths.size(); i++) {
            check(paths.get(i), expected.get(i));
        }
    }

    private static void check(DaemonPath path, JsonNode json) {
        PathMetadata metadata = path.metadata();
        assertThat(path.raw()).isEqualTo(Base64.getDecoder().decode(json.get("raw").asText()));
        assertThat(path.nextHop()).isEqualTo(json.get("interface").get("address").get("address").asText());
        assertThat(path.expiry()).isEqualTo(Instant.parse(json.get("expiration").asText()));
        assertThat(metadata.mtu()).isEqualTo(json.get("mtu").asInt());
        assertThat(metadata.interfaces()).isEqualTo(list(json.get("interfaces"), end -> new PathInterface(
                new IsdAs(end.get("isd_as").asLong()), end.get("id").asLong())));
        assertThat(metadata.latencies()).isEqualTo(list(json.get("latency"), GoldenDaemonTest::nanos));
        assertThat(metadata.bandwidths()).isEqualTo(list(json.get("bandwidth"), JsonNode::asLong));
        assertThat(metadata.internalHops()).isEqualTo(list(json.get("internal_hops"), JsonNode::asLong));
        assertThat(metadata.notes()).isEqualTo(list(json.get("notes"), JsonNode::asText));
        assertThat(metadata.linkTypes()).isEqualTo(list(json.get("link_type"), type -> switch (type.asText()) {
            case "LINK_TYPE_DIRECT" -> LinkType.DIRECT;
            case "LINK_TYPE_MULTI_HOP" -> LinkType.MULTIHOP;
            case "LINK_TYPE_OPEN_NET" -> LinkType.OPENNET;
            default -> LinkType.UNSET;
        }));
        assertThat(metadata.geo()).hasSize(json.get("geo").size());
        for (int i = 0; i < metadata.geo().size(); i++) {
            JsonNode place = json.get("geo").get(i);
            assertThat(metadata.geo().get(i).latitude()).isEqualTo((float) place.get("latitude").asDouble());
            assertThat(metadata.geo().get(i).longitude()).isEqualTo((float) place.get("longitude").asDouble());
            assertThat(metadata.geo().get(i).address()).isEqualTo(place.get("address").asText());
        }
        assertThat(path.discovery()).hasSize(json.get("discovery_information").size());
        path.discovery().forEach((isdAs, addresses) -> assertThat(addresses.control()).isEqualTo(
                list(json.get("discovery_information").get(Long.toUnsignedString(isdAs.value()))
                        .get("control_service_addresses"), JsonNode::asText)));
    }

    private static long nanos(JsonNode seconds) {
        String text = seconds.asText();
        return Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1e9);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> map) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(i -> map.apply(array.get(i))).toList();
    }

    @Test
    void readsTheSmallAnswers() {
        IsdAs x = IsdAs.parse("1-ff00:0:111");
        assertThat(AsResponse.decode(GoldenCall.of("as-0-x").response())).isEqualTo(new AsResponse(x, false, 1472));
        assertThat(AsResponse.decode(GoldenCall.of("as-0-a").response()).core()).isTrue();
        assertThat(InterfacesResponse.decode(GoldenCall.of("interfaces-x").response()).interfaces())
                .containsOnlyKeys(1L, 2L, 3L).containsValue("127.0.0.25:31010");
        assertThat(ServicesResponse.decode(GoldenCall.of("services-x").response()).services())
                .containsEntry("control", List.of("127.0.0.26:31008"));
        assertThat(PortRangeResponse.decode(GoldenCall.of("portrange-x").response()))
                .isEqualTo(new PortRangeResponse(1024, 65535));
        assertThat(NotifyInterfaceDownRequest.decode(GoldenCall.of("notify-interface-down").request()).failed())
                .isEqualTo(new PathInterface(x, 3));
        assertThat(PathsResponse.decode(GoldenCall.of("paths-unknown-as").response()).paths()).isEmpty();
    }

    @Test
    void skipsFieldsItDoesNotKnow() {
        byte[] extended = MessageWriter.message(out -> out
                .number(1, 5).number(99, 7).string(100, "later").nested(101, nested -> nested.number(1, 1)));
        assertThat(AsRequest.decode(extended)).isEqualTo(new AsRequest(new IsdAs(5)));
    }

    @Test
    void takesRepeatedNumbersUnpackedToo() {
        byte[] unpacked = MessageWriter.message(out -> out.nested(1,
                path -> path.number(7, 10).number(7, 20)));
        assertThat(PathsResponse.decode(unpacked).paths().get(0).metadata().bandwidths()).containsExactly(10L, 20L);
    }

    @Test
    void writesUnknownValuesAsTheReferenceDoes() {
        PathMetadata unknown = new PathMetadata(List.of(), 1400, List.of(PathMetadata.UNKNOWN),
                List.of(PathMetadata.UNKNOWN), List.of(PathMetadata.GeoPosition.UNKNOWN), List.of(LinkType.UNSET),
                List.of(PathMetadata.UNKNOWN), List.of(""));
        DaemonPath path = new DaemonPath(new byte[0], "", Instant.EPOCH, unknown, null, java.util.Map.of());
        byte[] bytes = new PathsResponse(List.of(path)).encode();
        PathMetadata again = PathsResponse.decode(bytes).paths().get(0).metadata();
        assertThat(again).isEqualTo(unknown);
        assertThat(new PathsResponse(PathsResponse.decode(bytes).paths()).encode()).isEqualTo(bytes);
    }

    @Test
    void refusesTooManyPathsAndTooLongFields() {
        byte[] many = MessageWriter.message(out -> {
            for (int i = 0; i <= PathsResponse.MAX_PATHS; i++) {
                out.nested(1, path -> path.number(4, 1400));
            }
        });
        assertThatThrownBy(() -> PathsResponse.decode(many)).isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("at most 1024");
        byte[] longRaw = MessageWriter.message(out -> out.nested(1, path -> path.bytes(1, new byte[1021])));
        assertThatThrownBy(() -> PathsResponse.decode(longRaw)).isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("Path").hasMessageContaining("1020");
    }

    @Test
    void refusesAnotherTypeThanExpected() {
        byte[] text = MessageWriter.message(out -> out.string(1, "not a number"));
        assertThatThrownBy(() -> AsResponse.decode(text)).isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("ASResponse").hasMessageContaining("field 1").hasMessageContaining("a number");
    }
}
