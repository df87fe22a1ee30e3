package org.pleach.config.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {

    @TempDir
    private Path folder;
    private Path file;
    private final FileChanges changes = new FileChanges();

    @BeforeEach
    void watch() throws IOException {
        file = Files.writeString(folder.resolve("x.conf"), "a");
        changes.aboutToRead(List.of(file));
        changes.watch(List.of(file));
    }

    @Test
    void tellsNothingWhereNothingChanged() {
        assertThat(changes.changed()).isFalse();
        assertThat(changes.changed()).isFalse();
    }

    @Test
    void tellsAChangeOnceAndOnlyWhenItIsFinished() throws IOException {
        Files.writeString(file, "ab");
        assertThat(changes.changed()).as("may still be written").isFalse();
        Files.writeString(file, "abc");
        assertThat(changes.changed()).as("is still written").isFalse();
        assertThat(changes.changed()).isTrue();
        assertThat(changes.changed()).isFalse();
    }

    @Test
    void tellsThatAFileIsGoneAndThatItIsBack() throws IOException {
        Files.delete(file);
        changes.changed();
        assertThat(changes.changed()).isTrue();
        Files.writeString(file, "a");
        changes.changed();
        assertThat(changes.changed()).isTrue();
    }

    @Test
    void seesWhatIsWrittenWhileTheFileIsRead() throws IOException {
        changes.aboutToRead(List.of(file));
        Files.writeString(file, "written meanwhile");
        changes.watch(List.of(file));

        changes.changed();
        assertThat(changes.changed()).isTrue();
    }
}
