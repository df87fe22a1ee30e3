package org.pleach.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFoldersTest {

    @TempDir
    private Path home;

    @Test
    void listsJarsByStartLevelForThisMachineOnly() throws IOException {
        Path late = jar("bundles/50/a.jar");
        Path early = jar("bundles/05/z.jar");
        Path other = jar("bundles/05/b.jar");
        Path native1 = jar("bundles/10." + BundleFolders.machine() + "/n.jar");
        Path console = jar("console/60/c.jar");
        jar("bundles/10.other-machine/n.jar");
        jar("bundles/50/readme.txt");
        jar("bundles/notes/x.jar");

        assertThat(BundleFolders.list(List.of(home.resolve("bundles"), home.resolve("console"), home.resolve("none"))))
                .containsExactly(new BundleFolders.Entry(other, 5), new BundleFolders.Entry(early, 5),
                        new BundleFolders.Entry(native1, 10), new BundleFolders.Entry(late, 50),
                        new BundleFolders.Entry(console, 60));
    }

    private Path jar(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
