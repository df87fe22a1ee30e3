package org.pleach.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    private Path parent;

    @Test
    void isRemovedWithAllThatIsInIt() throws Exception {
        CacheFolder cache = CacheFolder.in(parent);
        Files.createDirectories(cache.path().resolve("a/b"));
        Files.writeString(cache.path().resolve("a/b/c"), "d");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.path()))).isEqualTo("rwx------");

        cache.close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void removesWhatProcessesLeftThatAreNoMore() throws Exception {
        Path dead = Files.createDirectory(parent.resolve("pleach-1-2"));
        Files.createFile(dead.resolve("lock"));
        Path foreign = Files.createDirectory(parent.resolve("pleach-other"));
        Path withoutLock = Files.createDirectory(parent.resolve("pleach-3-4"));

        try (CacheFolder cache = CacheFolder.in(parent)) {
            assertThat(dead).doesNotExist();
            assertThat(foreign).exists();
            assertThat(withoutLock).exists();
            assertThat(cache.path()).exists();
        }
    }
}
