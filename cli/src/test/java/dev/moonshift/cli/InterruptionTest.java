package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @Test
  void workThatIsNotInterruptedEndsByItself() {
    AtomicBoolean isStopped = new AtomicBoolean();

    assertThat(Interruption.whileDoing(() -> 7, () -> isStopped.set(true))).isEqualTo(7);
    assertThat(isStopped).isFalse();
  }

  /** A JVM of its own, as this one must not end. */
  @Test
  @Timeout(60)
  void aJvmThatIsToldToEndShowsTheTableFirst(@TempDir Path folder)
      throws IOException, InterruptedException {
    String hog = new CommandTester(folder).script("hog.lua", "print('running') while true do end");
    Process jvm =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--summary",
                hog)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("running");
      jvm.toHandle().destroy(); // asks it to end, and leaves the streams open
      assertThat(out.lines())
          .anyMatch(line -> line.startsWith("PID  NAME"))
          .anyMatch(line -> line.contains("hog   RESUMABLE"))
          .last()
          .isEqualTo("moonshift: stopped by an interrupt, 1 of 1 processes still alive");
      assertThat(jvm.waitFor()).isEqualTo(3);
    } finally {
      jvm.destroyForcibly();
    }
  }
}
