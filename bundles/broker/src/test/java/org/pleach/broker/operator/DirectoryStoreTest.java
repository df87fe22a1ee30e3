package org.pleach.broker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pleach.broker.OperatorOptions.Deletion;
import org.pleach.broker.OperatorOptions.Directory;
import org.pleach.broker.claims.AccountClaims;

class DirectoryStoreTest {

    private static final Issuer OPERATOR = Issuer.of("operator");

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(1000);

    private DirectoryStore store(boolean full, Deletion deletion, long limit, Duration ttl) throws IOException {
        return new DirectoryStore(new Directory(folder, full, deletion, limit, Duration.ofMinutes(1), Duration.ofSeconds(1), ttl),
                now::get);
    }

    private static boolean save(DirectoryStore store, String name, long issuedAt, String head, boolean always) throws Exception {
        String token = OPERATOR.account(name, issuedAt, head, "");
        return store.save(AccountClaims.read(token), token, always);
    }

    @Test
    void keepsTokensInFiles() throws Exception {
        DirectoryStore store = store(true, Deletion.NONE, 10, Duration.ZERO);
        save(store, "shop", 1, "", true);
        Files.writeString(folder.resolve("README.jwt"), "none");
        Files.writeString(folder.resolve(Golden.get("web.key") + ".jwt"), "none");

        DirectoryStore again = store(true, Deletion.NONE, 10, Duration.ZERO);

        assertThat(again.accounts()).containsExactly(Golden.get("shop.key"));
        assertThat(again.load(Golden.get("shop.key"))).isEqualTo(OPERATOR.account("shop", 1, "", ""));
        assertThat(again.load("../" + Golden.get("shop.key"))).isNull();
        assertThat(again.digest()).isEqualTo(store.digest());
        assertThat(again.pack()).containsExactly(Golden.get("shop.key") + '|' + OPERATOR.account("shop", 1, "", ""));
    }

    @Test
    void prefersTheNewerUnlessTold() throws Exception {
        DirectoryStore store = store(true, Deletion.NONE, 10, Duration.ZERO);

        assertThat(save(store, "shop", 5, "", false)).isTrue();
        assertThat(save(store, "shop", 5, "", false)).as("the same").isFalse();
        assertThat(save(store, "shop", 4, "", false)).as("older").isFalse();
        assertThat(save(store, "shop", 6, "", false)).isTrue();
        assertThat(save(store, "shop", 4, "", true)).isTrue();
    }

    @Test
    void isFullAtItsLimit() throws Exception {
        DirectoryStore store = store(true, Deletion.NONE, 1, Duration.ZERO);
        save(store, "shop", 1, "", true);

        assertThatThrownBy(() -> save(store, "web", 1, "", true)).hasMessage("jwt store is full");
        assertThat(save(store, "shop", 2, "", true)).isTrue();
    }

    @Test
    void forgetsWhatWasNotAskedForLongestInACache() throws Exception {
        DirectoryStore store = store(false, Deletion.REMOVE, 2, Duration.ZERO);
        save(store, "shop", 1, "", true);
        save(store, "web", 1, "", true);
        store.load(Golden.get("shop.key"));
        save(store, "sys", 1, "", true);

        assertThat(store.accounts()).containsExactlyInAnyOrder(Golden.get("shop.key"), Golden.get("sys.key"));
        assertThat(folder.resolve(Golden.get("web.key") + ".jwt")).doesNotExist();
    }

    @Test
    void forgetsWhatIsTooOld() throws Exception {
        DirectoryStore store = store(false, Deletion.REMOVE, 2, Duration.ofSeconds(60));
        save(store, "shop", 1, "", true);
        now.addAndGet(59);
        assertThat(store.load(Golden.get("shop.key"))).isNotNull();
        now.addAndGet(1);
        assertThat(store.load(Golden.get("shop.key"))).isNull();
    }

    @Test
    void renamesOrRemovesWhatIsDeleted() throws Exception {
        for (Deletion deletion : List.of(Deletion.RENAME, Deletion.REMOVE)) {
            DirectoryStore store = store(true, deletion, 2, Duration.ZERO);
            save(store, "shop", 1, "", true);
            Path file = folder.resolve(Golden.get("shop.key") + ".jwt");
            Path renamed = folder.resolve(Golden.get("shop.key") + ".jwt.deleted");
            Files.deleteIfExists(renamed);

            store.delete(Golden.get("shop.key"));

            assertThat(file).doesNotExist();
            assertThat(Files.exists(renamed)).isEqualTo(deletion == Deletion.RENAME);
            assertThat(store.digest()).containsOnly(0);
        }
    }
}
