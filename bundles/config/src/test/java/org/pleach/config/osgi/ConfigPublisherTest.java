package org.pleach.config.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.pleach.config.ConfigRefusedException;

class ConfigPublisherTest {

    private static final String BROKER = "org.pleach.broker";
    private static final String CLUSTER = "org.pleach.cluster";

    @TempDir
    private Path folder;
    private final RecordingAdmin admin = new RecordingAdmin();
    private final Map<String, String> properties = new HashMap<>();
    private final List<Map<String, Object>> told = new ArrayList<>();
    private ConfigPublisher publisher;

    @AfterEach
    void stop() {
        if (publisher != null) {
            publisher.stop();
        }
    }

    @Test
    void publishesEachSectionUnderItsPid() throws IOException {
        start("port: 5222\nmax_payload: 1mb\ncluster { name: c1, listen: \"127.0.0.1:5248\", routes: [ nats://a:1 ] }\nhttp: \"127.0.0.1:8222\"\nscion {}");

        assertThat(admin.events()).containsExactlyInAnyOrder("update org.pleach.scion", "update org.pleach.monitoring",
                "update org.pleach.system", "update org.pleach.cluster", "update org.pleach.broker");
        assertThat(admin.value(BROKER, "port")).isEqualTo(5222L);
        assertThat(admin.value(BROKER, "max_payload")).isEqualTo(1048576L);
        assertThat(admin.value(CLUSTER, "routes")).isEqualTo(new String[] {"nats://a:1"});
        assertThat(admin.value("org.pleach.monitoring", "http")).isEqualTo("127.0.0.1:8222");
        assertThat(told).hasSize(1).first().satisfies(section -> assertThat(section).containsEntry("port", 5222L));
    }

    @Test
    void updatesOnlyWhatChanged() throws Exception {
        start("port: 5222\ncluster { name: c1, port: 5248 }");
        admin.events();

        write("port: 5222 # the same\ncluster { name: c1, port: 5249 }");
        assertThat(publisher.reload()).containsExactly("cluster.listen = 0.0.0.0:5249");
        assertThat(admin.events()).containsExactly("update org.pleach.cluster");

        assertThat(publisher.reload()).isEmpty();
        assertThat(admin.events()).isEmpty();

        write("port: 5222");
        publisher.reload();
        assertThat(admin.events()).containsExactlyInAnyOrder("delete org.pleach.cluster", "update org.pleach.broker");
    }

    @Test
    void keepsTheOldConfigurationWhereTheNewOneIsRefused() throws Exception {
        start("port: 5222");
        admin.events();
        write("port: 5223\nprot: 1\n");

        assertThatThrownBy(() -> publisher.reload()).isInstanceOf(ConfigRefusedException.class)
                .hasMessageContaining("x.conf:2:1: unknown key \"prot\"");
        publisher.run();

        assertThat(admin.events()).isEmpty();
        assertThat(admin.value(BROKER, "port")).isEqualTo(5222L);
    }

    @Test
    void putsTheCommandLineOverTheFile() throws IOException {
        properties.put("pleach.config.overrides", "{\"port\": -1, \"debug\": true}");
        start("port: 5222\ndebug: false");

        assertThat(admin.value(BROKER, "port")).isEqualTo(-1L);
        assertThat(admin.value(BROKER, "debug")).isEqualTo(true);
    }

    @Test
    void readsTheFileAgainWhenItChanges() throws IOException {
        properties.put("pleach.config.watch.millis", "5");
        start("port: 5222\ninclude more.conf");
        admin.events();

        Files.writeString(folder.resolve("more.conf"), "debug: true\n");
        await().until(() -> Boolean.TRUE.equals(admin.value(BROKER, "debug")));
        write("port: 5223");
        await().until(() -> Long.valueOf(5223).equals(admin.value(BROKER, "port")));
    }

    @Test
    void recoversFromAFileThatWasRefusedAtTheStart() throws IOException {
        properties.put("pleach.config.watch.millis", "5");
        start("nonsense: 1");
        assertThat(admin.events()).isEmpty();

        write("port: 5222");
        await().until(() -> admin.events().contains("update org.pleach.broker"));
    }

    @Test
    void takesAwayASectionThatWentWhileThisWasStopped() throws IOException {
        admin.put(CLUSTER, new Hashtable<>(Map.of(Publication.MARK, "true", "name", "c1")));
        start("port: 5222");

        assertThat(admin.events()).containsExactlyInAnyOrder("delete org.pleach.cluster", "update org.pleach.broker",
                "update org.pleach.system");
    }

    @Test
    void leavesTheConfigurationsOfOthersAlone() throws IOException {
        admin.put(CLUSTER, new Hashtable<>(Map.of("name", "c1")));
        start("port: 5222");

        assertThat(admin.events()).containsExactly("update org.pleach.system", "update org.pleach.broker");
    }

    @Test
    void publishesNothingWithoutFileAndCommandLine() {
        publisher = new ConfigPublisher(context(), admin.admin());
        publisher.start();

        assertThat(admin.events()).isEmpty();
        assertThatThrownBy(() -> publisher.reload()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void publishesDefaultsWithACommandLineAlone() {
        properties.put("pleach.config.overrides", "{}");
        publisher = new ConfigPublisher(context(), admin.admin());
        publisher.start();

        assertThat(admin.events()).containsExactly("update org.pleach.system", "update org.pleach.broker");
    }

    private void start(String text) throws IOException {
        properties.put("pleach.config.file", write(text).toString());
        properties.putIfAbsent("pleach.config.watch.millis", "0");
        Files.writeString(folder.resolve("more.conf"), "debug: false\n");
        publisher = new ConfigPublisher(context(), admin.admin());
        publisher.addListener(told::add);
        publisher.start();
    }

    private Path write(String text) throws IOException {
        Path written = Files.writeString(folder.resolve("new"), text);
        return Files.move(written, folder.resolve("x.conf"), StandardCopyOption.REPLACE_EXISTING);
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> properties.get((String) args[0]));
    }
}
