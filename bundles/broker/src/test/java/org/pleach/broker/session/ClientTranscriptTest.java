package org.pleach.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.EmbeddedServer;

/** What a client says and what it is answered, taken down from nats-server 2.15.2 (INFO lines left out). */
class ClientTranscriptTest {

    private static final String QUIET = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";
    private static final String HEADERS = "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n";

    private record Transcript(String name, String in, String out) { }

    private static final List<Transcript> TRANSCRIPTS = List.of(
            new Transcript("answersPing", QUIET + "PING\r\n", "PONG\r\n"),
            new Transcript("isVerboseAndPedanticUntilToldOtherwise", "SUB foo 1\r\nPUB foo 1\r\nx\r\n",
                    "+OK\r\n+OK\r\nMSG foo 1 1\r\nx\r\n"),
            new Transcript("saysOkToEverythingWhenVerbose",
                    "CONNECT {\"verbose\":true,\"pedantic\":true}\r\nSUB foo 1\r\nSUB foo 1\r\nPUB foo 2\r\nhi\r\n"
                            + "PUB foo.* 1\r\nx\r\nPUB a..b 0\r\n\r\nUNSUB 1\r\nUNSUB 9\r\nSUB foo..x 3\r\nPING\r\n",
                    "+OK\r\n+OK\r\n+OK\r\n+OK\r\nMSG foo 1 2\r\nhi\r\n-ERR 'Invalid Publish Subject'\r\n+OK\r\n"
                            + "-ERR 'Invalid Publish Subject'\r\n+OK\r\n+OK\r\n+OK\r\n-ERR 'Invalid Subject'\r\nPONG\r\n"),
            new Transcript("closesOnAnUnknownVerb", "FOO\r\n", "-ERR 'Unknown Protocol Operation'\r\n<closed>"),
            new Transcript("closesOnHttp", "GET / HTTP/1.1\r\n\r\n", "-ERR 'Unknown Protocol Operation'\r\n<closed>"),
            new Transcript("closesWithoutAWordOnPubWithoutSize", QUIET + "PUB foo\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnPubWithANegativeSize", QUIET + "PUB foo -1\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnSubWithoutSid", QUIET + "SUB foo\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnSubWithTooMuch", QUIET + "SUB foo bar 1 2\r\n", "<closed>"),
            new Transcript("closesOnUnsubWithoutSid", QUIET + "UNSUB\r\nPING\r\n",
                    "-ERR 'Unknown Protocol Operation'\r\n<closed>"),
            new Transcript("closesOnAPayloadOfAnotherSize", QUIET + "PUB foo 2\r\nhixx\r\n",
                    "-ERR 'Unknown Protocol Operation'\r\n<closed>"),
            new Transcript("closesOnAPayloadTooBig", QUIET + "PUB foo 1048577\r\n",
                    "-ERR 'Maximum Payload Violation'\r\n<closed>"),
            new Transcript("closesOnALineTooLong", QUIET + "PUB " + "a".repeat(5000) + " 1\r\n",
                    "-ERR 'maximum control line exceeded'\r\n<closed>"),
            new Transcript("closesWithoutAWordOnBadJson", "CONNECT {\"verbose\":false,\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnJsonOfAnotherType", "CONNECT {\"verbose\":\"yes\"}\r\nPING\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnAnArray", "CONNECT [1]\r\nPING\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnConnectWithNothing", "CONNECT \r\nPING\r\n", "<closed>"),
            new Transcript("closesOnAnotherProtocolVersion", "CONNECT {\"protocol\":7}\r\n",
                    "-ERR 'invalid client protocol'\r\n<closed>"),
            new Transcript("wantsHeadersForNoResponders", "CONNECT {\"no_responders\":true}\r\n",
                    "-ERR 'no responders requires headers support'\r\n<closed>"),
            new Transcript("refusesToChooseAnAccount", "CONNECT {\"account\":\"x\"}\r\nPING\r\n",
                    "-ERR 'Authorization Violation'\r\n<closed>"),
            new Transcript("takesAnyUserWithoutAuthorization", "CONNECT {\"verbose\":false,\"user\":\"x\",\"pass\":\"y\"}\r\nPING\r\n",
                    "PONG\r\n"),
            new Transcript("takesASecondConnect", QUIET + QUIET + "PING\r\n", "PONG\r\n"),
            new Transcript("tellsThatNobodyResponds", HEADERS + "SUB r.* 7\r\nPUB nobody r.1 0\r\n\r\n",
                    "HMSG r.1 7 38 38\r\nNATS/1.0 503\r\nNats-Subject: nobody\r\n\r\n\r\n"),
            new Transcript("tellsNobodyWhoDoesNotWaitForTheReply", HEADERS + "PUB nobody r.1 0\r\n\r\nPING\r\n", "PONG\r\n"),
            new Transcript("deliversHeaders", HEADERS + "SUB foo 1\r\nHPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"
                    + "HPUB foo re 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
                    "HMSG foo 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\nHMSG foo 1 re 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"),
            new Transcript("deliversHeadersOfLengthNoneAsMsg", HEADERS + "SUB foo 1\r\nHPUB foo 0 2\r\nhi\r\n",
                    "MSG foo 1 2\r\nhi\r\n"),
            new Transcript("closesWithoutAWordOnHeadersLongerThanTheMessage", HEADERS + "HPUB foo 3 2\r\nhi\r\n", "<closed>"),
            new Transcript("closesWithoutAWordOnHeadersThatWereNotAnnounced",
                    QUIET + "SUB foo 1\r\nHPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPING\r\n", "<closed>"),
            new Transcript("doesNotEchoWhenToldNotTo",
                    "CONNECT {\"verbose\":false,\"echo\":false}\r\nSUB foo 1\r\nPUB foo 2\r\nhi\r\nPING\r\n", "PONG\r\n"),
            new Transcript("unsubscribesAfterAMaximum", QUIET + "SUB foo 1\r\nUNSUB 1 2\r\nPUB foo 1\r\na\r\nPUB foo 1\r\nb\r\n"
                    + "PUB foo 1\r\nc\r\nPING\r\n", "MSG foo 1 1\r\na\r\nMSG foo 1 1\r\nb\r\nPONG\r\n"),
            new Transcript("unsubscribesAtOnceWhenTheMaximumIsBehind", QUIET + "SUB foo 1\r\nPUB foo 2\r\nab\r\nUNSUB 1 1\r\n"
                    + "PUB foo 2\r\ncd\r\nPING\r\n", "MSG foo 1 2\r\nab\r\nPONG\r\n"),
            new Transcript("closesOnAnErrorOfTheClient", QUIET + "-ERR 'hi'\r\nPING\r\n", "<closed>"),
            new Transcript("ignoresOkAndInfo", QUIET + "+OK\r\nPING\r\nINFO {}\r\nPONG\r\nPING\r\n", "PONG\r\nPONG\r\n"),
            new Transcript("answersPingBeforeConnect", "PING\r\n", "PONG\r\n"),
            new Transcript("knowsWildcardsFromLiterals", QUIET + "SUB foo.> 1\r\nSUB foo.>.x 2\r\nSUB >x 3\r\nSUB foo.*y 4\r\n"
                    + "PUB foo.> 1\r\ny\r\nPUB foo. 1\r\nz\r\nPING\r\n",
                    "-ERR 'Invalid Subject'\r\nMSG foo.> 1 1\r\ny\r\nPONG\r\n"),
            new Transcript("takesAnyCaseBlanksAndTabs", "connect {\"verbose\":false}\r\nsub\tfoo \t 1\r\npub foo  bar 1\r\nx\r\n"
                    + "UnSub 1 \r\nping\r\n", "MSG foo 1 bar 1\r\nx\r\nPONG\r\n"),
            new Transcript("keepsTheFirstSubscriptionOfASid", QUIET + "SUB a 1\r\nSUB b 1\r\nPUB a 1\r\nx\r\nPUB b 1\r\ny\r\n"
                    + "PING\r\n", "MSG a 1 1\r\nx\r\nPONG\r\n"),
            new Transcript("deliversToEverySubscriptionOfAClient", QUIET + "SUB a 1\r\nSUB a 2\r\nPUB a 1\r\nx\r\n",
                    "MSG a 1 1\r\nx\r\nMSG a 2 1\r\nx\r\n"));

    @TestFactory
    Stream<DynamicTest> answersAsNatsServerDoes() {
        return TRANSCRIPTS.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each, each.in().length())));
    }

    @TestFactory
    Stream<DynamicTest> answersTheSameWhenEveryByteComesAlone() {
        return TRANSCRIPTS.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each, each.in().length() > 1000 ? 97 : 1)));
    }

    private static void check(Transcript transcript, int piece) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer("").connect()) {
            assertThat(server.sent()).startsWith("INFO {").endsWith("}\r\n");
            for (int i = 0; i < transcript.in().length() && server.channel().isOpen(); i += piece) {
                server.receive(transcript.in().substring(i, Math.min(i + piece, transcript.in().length())));
            }
            assertThat(sorted(server.sent())).isEqualTo(sorted(transcript.out()));
            assertThat(server.server().counters().get(BrokerCounter.INTERNAL_ERRORS)).isZero();
        }
    }

    /** The order of a client's own subscriptions within a message is not fixed. */
    private static List<String> sorted(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?=MSG )|(?=PONG)|(?=\\+OK)|(?=-ERR)|(?=<)")));
        if (lines.stream().filter(line -> line.startsWith("MSG a")).count() > 1) {
            lines.sort(null);
        }
        return lines;
    }
}
