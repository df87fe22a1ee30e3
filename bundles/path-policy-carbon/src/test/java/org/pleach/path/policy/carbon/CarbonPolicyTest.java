package org.pleach.path.policy.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarbonPolicyTest {

    private static final TestPath XY = TestPath.of("1-ff00:0:111#3 1-ff00:0:112#3");
    private static final TestPath XAY = TestPath.of("1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#2 1-ff00:0:112#1");
    private static final TestPath XBY = TestPath.of("1-ff00:0:111#2 1-ff00:0:120#1 1-ff00:0:120#2 1-ff00:0:112#2");
    private static final TestPath XABY = TestPath.of(
            "1-ff00:0:111#1 1-ff00:0:110#1 1-ff00:0:110#3 1-ff00:0:120#3 1-ff00:0:120#2 1-ff00:0:112#2");
    private static final TestPath XBAY = TestPath.of(
            "1-ff00:0:111#2 1-ff00:0:120#1 1-ff00:0:120#3 1-ff00:0:110#3 1-ff00:0:110#2 1-ff00:0:112#1");

    @TempDir
    private Path directory;

    private record Told(String carbon_file) implements CarbonPolicy.Settings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return CarbonPolicy.Settings.class;
        }
    }

    private static List<TestPath> order(CarbonPolicy policy) {
        return policy.apply(List.of(XBAY, XBY, XAY, XABY, XY));
    }

    @Test
    void putsTheLeastSumFirst() {
        CarbonPolicy policy = new CarbonPolicy(List.of("# grams", "", "1-ff00:0:110 5", "1-ff00:0:120  50 coal", "1-0 1"));
        assertThat(order(policy)).containsExactly(XY, XAY, XBY, XBAY, XABY);
    }

    @Test
    void takesTheFigureOfTheIsdAndOfAllForThoseWithoutOne() {
        CarbonFigures figures = CarbonFigures.parse("f", List.of("1-ff00:0:110 5", "1-0 7", "0-0 9"));
        assertThat(figures.of(XAY.metadata().interfaces().get(1).isdAs())).hasValue(5);
        assertThat(figures.of(XAY.source())).hasValue(7);
        assertThat(figures.of(org.pleach.path.IsdAs.parse("2-559"))).hasValue(9);
    }

    @Test
    void leavesWhatCannotBeComparedWhereItIs() {
        CarbonPolicy policy = new CarbonPolicy(List.of("1-ff00:0:110 5", "1-ff00:0:111 1", "1-ff00:0:112 1"));
        assertThat(policy.apply(List.of(XBY, XY))).containsExactly(XY, XBY);
        assertThat(policy.apply(List.of(XBY, XAY))).containsExactly(XBY, XAY);
        assertThat(order(new CarbonPolicy(new Told("")))).containsExactly(XBAY, XBY, XAY, XABY, XY);
    }

    @Test
    void errorsTellTheLine() {
        assertThatThrownBy(() -> CarbonFigures.parse("f.txt", List.of("1-0 1", "1-x 2")))
                .hasMessage("f.txt:2: expected an ISD-AS such as 1-ff00:0:110, 1-0 or 0-0, found \"1-x\"");
        assertThatThrownBy(() -> CarbonFigures.parse("f.txt", List.of("1-0"))).hasMessageContaining("f.txt:1: expected a figure");
        assertThatThrownBy(() -> CarbonFigures.parse("f.txt", List.of("1-0 -3"))).hasMessageContaining("found \"-3\"");
        assertThatThrownBy(() -> CarbonFigures.parse("f.txt", List.of("1-0 NaN"))).hasMessageContaining("found \"NaN\"");
        assertThatThrownBy(() -> CarbonFigures.parse("f.txt", List.of("1-0 3", "1-0 4"))).hasMessageContaining("each AS once");
    }

    @Test
    void readsAFileAgainWhenToldAndKeepsItsFiguresIfItCannot() throws IOException {
        Path file = Files.writeString(directory.resolve("carbon.txt"), "1-ff00:0:110 5\n0-0 1\n");
        CarbonPolicy policy = new CarbonPolicy(new Told(file.toString()));
        assertThat(policy.apply(List.of(XAY, XBY))).containsExactly(XBY, XAY);
        policy.modified(new Told(file + ".none"));
        assertThat(policy.apply(List.of(XAY, XBY))).containsExactly(XBY, XAY);
        Files.writeString(file, "1-ff00:0:120 5\n0-0 1\n");
        policy.modified(new Told(file.toString()));
        assertThat(policy.apply(List.of(XBY, XAY))).containsExactly(XAY, XBY);
    }
}
