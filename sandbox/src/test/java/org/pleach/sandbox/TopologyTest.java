package org.pleach.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.path.IsdAs;
import org.pleach.path.PathMetadata.LinkType;

class TopologyTest {

    private static final String TWO = """
            ases {
              "1-1" { core = true, note = "one" }
              "1-2" { hosts = ["127.0.0.9"] }
            }
            links {
              a { parent = "1-1", child = "1-2#7", latency = 3 ms, jitter = 250 us, loss = 0.5 %, rate = 1.5 Mbit/s,
                  mtu = 1300, type = direct, announce { latency = 9 ms, mtu = 1200 } }
            }
            """;

    @Test
    void readsLinks() {
        LinkSpec link = Topology.parse(TWO, "two.conf").link("a");
        assertThat(link.kind()).isEqualTo(LinkSpec.Kind.PARENT_CHILD);
        assertThat(link.a()).hasToString("1-1#1");
        assertThat(link.b()).hasToString("1-2#7");
        assertThat(link.emulated()).isEqualTo(new LinkConditions(TimeUnit.MILLISECONDS.toNanos(3),
                TimeUnit.MICROSECONDS.toNanos(250), 0.005, 0, 0, LinkConditions.DEFAULT_REORDER_NANOS, 1500, 1300));
        assertThat(link.announced()).isEqualTo(
                new LinkSpec.Announced(1200, TimeUnit.MILLISECONDS.toNanos(9), 1500, LinkType.DIRECT));
    }

    @Test
    void readsAsesAndGivesThemAddresses() {
        Topology topology = Topology.parse(TWO, "two.conf");
        AsSpec one = topology.as(IsdAs.parse("1-1"));
        assertThat(one.core()).isTrue();
        assertThat(one.note()).isEqualTo("one");
        assertThat(one.mtu()).isEqualTo(1472);
        assertThat(one.router()).hasToString("/127.0.64.1:0");
        assertThat(one.daemon()).hasToString("/127.0.64.3:0");
        AsSpec two = topology.as(IsdAs.parse("1-2"));
        assertThat(two.core()).isFalse();
        assertThat(two.router()).hasToString("/127.0.65.1:0");
        assertThat(two.hosts()).hasToString("[/127.0.0.9]");
        assertThat(topology.link("a").b().address()).hasToString("/127.0.65.10:0");
    }

    @Test
    void usesOneAddressForAllIfTheBaseIsNoBlock() {
        Topology topology = Topology.parse("loopback = \"127.0.0.1\"\n" + TWO, "two.conf");
        assertThat(topology.as(IsdAs.parse("1-2")).router()).hasToString("/127.0.0.1:0");
        assertThat(topology.link("a").a().address()).hasToString("/127.0.0.1:0");
    }

    @Test
    void numbersInterfacesInTheOrderOfTheFileAroundThoseGiven() {
        Topology topology = Topology.parse("""
                ases { "1-1" { core = true }, "1-2" {} , "1-3" {} }
                links {
                  z { parent = "1-1", child = "1-2" }
                  y { parent = "1-1#1", child = "1-3" }
                  x { parent = "1-1", child = "1-3" }
                }""", "order");
        assertThat(topology.link("z").a()).hasToString("1-1#2");
        assertThat(topology.link("y").a()).hasToString("1-1#1");
        assertThat(topology.link("x").a()).hasToString("1-1#3");
        assertThat(topology.attachments(IsdAs.parse("1-1"))).extracting(Attachment::interfaceId)
                .containsExactly(1, 2, 3);
    }

    @Test
    void oneCrossingStandsForAllPairsThatHaveNone() {
        Topology topology = Topology.parse("""
                ases { "1-1" { core = true, crossing { latency = 1 ms }
                               crossings = [ { between = [2, 3], latency = 5 ms } ] }
                       "1-2" {} }
                links { a { parent = "1-1", child = "1-2" }, b { parent = "1-1", child = "1-2" },
                        c { parent = "1-1", child = "1-2" } }""", "crossing");
        AsSpec as = topology.as(IsdAs.parse("1-1"));
        assertThat(as.crossings()).hasSize(3);
        assertThat(as.crossing(3, 2).orElseThrow().latencyNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(as.crossing(1, 2).orElseThrow().latencyNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Test
    void onlyAnnouncesIfToldTo() {
        Topology topology = Topology.parse("emulate = false\n" + TWO, "two.conf");
        assertThat(topology.link("a").emulated()).isEqualTo(LinkConditions.NONE);
        assertThat(topology.link("a").announced().bandwidthKbits()).isEqualTo(1500);
        assertThat(topology.emulates()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "core = true| core = maybe| two.conf:2: expected true or false for the topology.ases.1-1.core, got \"maybe\"",
        "core = true| croe = true| two.conf:2: unknown key croe in the topology.ases.1-1: expected one of core, mtu",
        "\"1-1\" {| \"one\" {| two.conf:2: expected an ISD-AS such as",
        "latency = 3 ms| latency = 3 parsecs| two.conf:6: expected a time such as 10 ms",
        "loss = 0.5 %| loss = 101 %| two.conf:6: expected a share from 0 % to 100 %",
        "rate = 1.5 Mbit/s| rate = fast| two.conf:6: expected a rate such as",
        "mtu = 1300,| mtu = 99,| two.conf:7: expected a whole number from 500 to 65000",
        "type = direct| type = copper| two.conf:7: expected direct, multihop or opennet",
        "1-2#7| 1-2#0| two.conf:6: expected an end such as",
        "1-2#7| 1-3#7| two.conf:6: no AS 1-3 in ases",
        "child = \"1-2#7\"| child = \"1-1#7\"| two.conf:6: link a joins 1-1#1 and 1-1#7: expected two different ASes",
        "parent = \"1-1\", child = \"1-2#7\"| parent = \"1-2\", child = \"1-1\"| two.conf:6: link a: expected a child"
            + " that is not core",
        "parent = \"1-1\", child = \"1-2#7\"| core = [\"1-1\"; \"1-2\"]| two.conf:6: core link a: expected two core ASes",
        "parent = \"1-1\", child = \"1-2#7\"| parent = \"1-1\"| two.conf:6: expected parent and child, or core",
        "hosts = [\"127.0.0.9\"]| hosts = [nine]| two.conf:3: expected an IP address",
        "hosts = [\"127.0.0.9\"]| daemon = \"127.0.0.9:70000\"| two.conf:3: expected an address such as",
        "hosts = [\"127.0.0.9\"]| master-key = abc| two.conf:3: expected a key of 32 hexadecimal digits",
        "hosts = [\"127.0.0.9\"]| crossings = [ { between = [1; 9] } ]| two.conf:3: no interface 1 in this AS: expected one of [7]",
        "links {| links = {{| two.conf:5: "})
    void refusesWithFileLineAndWhatWasExpected(String right, String wrong, String message) {
        String text = TWO.replace(right.strip(), wrong.strip().replace(';', ','));
        assertThat(text).isNotEqualTo(TWO);
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> Topology.parse(text, "two.conf"))
                .withMessageStartingWith(message.strip());
    }

    @Test
    void refusesCirclesAndInterfacesUsedTwice() {
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> Topology.parse("""
                ases { "1-1" {}, "1-2" {} }
                links { a { parent = "1-1", child = "1-2" }, b { parent = "1-2", child = "1-1" } }""", "circle"))
                .withMessageContaining("is above itself");
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> Topology.parse("""
                ases { "1-1" { core = true }, "1-2" {} }
                links { a { parent = "1-1#1", child = "1-2" }
                b { parent = "1-1#1", child = "1-2" } }""", "twice"))
                .withMessageContaining("twice:3: interface 1-1#1 is the end of two links");
    }

    @Test
    void loadsFilesAndSaysWhichOnesCannotBeRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("net.conf"), TWO);
        assertThat(Topology.load(file)).isEqualTo(Topology.parse(TWO, file.toString()));
        Path absent = folder.resolve("absent.conf");
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> Topology.load(absent))
                .withMessageStartingWith(absent + ": cannot be read");
        assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> Topology.builtIn("moon"))
                .withMessage("no built-in topology \"moon\": expected demo or golden");
    }

    @FuzzTest
    void refusesInWordsOrReads(FuzzedDataProvider data) {
        try {
            Topology topology = Topology.parse(data.consumeRemainingAsString(), "fuzz");
            assertThat(topology.ases()).isNotNull();
        } catch (TopologyException e) {
            assertThat(e.getMessage()).startsWith("fuzz");
        }
    }
}
