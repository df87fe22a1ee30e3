package org.pleach.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TinyBroker broker;

    @BeforeEach
    void openBroker() throws IOException {
        broker = new TinyBroker();
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    private RawStream stream(int rate) throws IOException, InterruptedException {
        return RawStream.start("there", broker.port(), broker.port(), "a.b", 64, rate);
    }

    private static void awaitReceived(RawStream stream, long count) throws InterruptedException {
        while (stream.ledger().snapshot().received() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void accountsForEveryMessage() throws Exception {
        try (RawStream stream = stream(20_000)) {
            awaitReceived(stream, 5_000);
            Ledger.Snapshot account = stream.finish(PATIENCE);
            assertThat(account.published()).isGreaterThanOrEqualTo(5_000);
            assertThat(account.missing()).isZero();
            assertThat(account.duplicated()).isZero();
            assertThat(account.reordered()).isZero();
        }
    }

    @Test
    void takesMessagesInWhateverPiecesTheyCome() throws Exception {
        broker.sendByteByByte();
        try (RawStream stream = stream(100)) {
            awaitReceived(stream, 5);
            assertThat(stream.finish(PATIENCE).missing()).isZero();
        }
    }

    @Test
    void answersPings() throws Exception {
        try (RawStream stream = stream(100)) {
            broker.ping();
            broker.awaitPongs(2);
            assertThat(stream.finish(PATIENCE).missing()).isZero();
        }
    }

    @Test
    void saysThatABrokerClosedTheConnection() throws Exception {
        try (RawStream stream = stream(100)) {
            broker.close();
            assertThatThrownBy(() -> stream.finish(PATIENCE)).isInstanceOf(IOException.class)
                    .hasMessageContaining("a broker closed the connection");
        }
    }

    @Test
    void refusesMessagesWithoutRoomForANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RawStream.start("there", broker.port(), broker.port(), "a", 7, 1))
                .withMessageContaining("expected 8 bytes or more");
    }
}
