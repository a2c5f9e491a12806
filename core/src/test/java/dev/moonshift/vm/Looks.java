package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Environment;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is on the JVM's stack while a script runs that calls {@code look} to show it. */
final class Looks {
  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

  /** Rounds of a loop, of which the first are for units to be made in. */
  static final int ROUNDS = 1000;

  static final int MADE = 100;

  private Looks() {}

  /**
   * Runs a step in a loop and in one turn, and notes the stack each time it calls {@code look}: the
   * units on it, and the nested runs between them, from the outermost on.
   */
  static List<List<String>> of(Tier tier, String before, String step) {
    List<List<String>> looks = new ArrayList<>();
    ProcessSettings settings =
        ProcessSettings.DEFAULT
            .withTier(tier)
            .withInterrupts(InterruptSettings.DEFAULT.withQuantum(ScriptRun.UNLIMITED))
            .withEnvironment(
                Environment.builder()
                    .function(
                        "look",
                        args -> {
                          looks.add(WALKER.walk(Looks::inside));
                          return null;
                        })
                    .build());
    String source = before + " for i = 1, " + ROUNDS + " do " + step + " end";
    ScriptRun run = new ScriptRun(ScriptRun.compile("test", source), settings).toEnd();
    assertThat(run.output()).isEmpty();
    assertThat(looks).hasSizeGreaterThanOrEqualTo(ROUNDS);
    return looks;
  }

  private static List<String> inside(Stream<StackFrame> frames) {
    List<String> found = new ArrayList<>();
    Class<?> above = null;
    for (StackFrame frame : frames.toList()) {
      Class<?> type = frame.getDeclaringClass();
      boolean isUnit = Unit.class.isAssignableFrom(type);
      if (type != above && (isUnit || type == NestedRun.class)) { // a unit has several methods
        found.add(0, isUnit ? "unit" : "nested run");
      }
      above = type;
    }
    return found;
  }
}
