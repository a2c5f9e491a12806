package dev.moonshift.support;

import dev.moonshift.event.Event;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.time.ManualTime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Runs one script as a process, alone, tick by tick. */
public final class ScriptRun {
  /** A quantum that no test script uses up. */
  public static final int UNLIMITED = InterruptSettings.MAX_QUANTUM;

  private static final long START_MILLIS = 1_000_000_000_500L;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final LuaProcess process;

  /** Starts a script with settings of which it takes all but clock and output. */
  public ScriptRun(Script script, ProcessSettings settings) {
    ProcessSettings mine =
        settings
            .withTime(new ManualTime(START_MILLIS))
            .withOutput((who, bytes, offset, length) -> printed.write(bytes, offset, length));
    process = new LuaProcess(1, script, mine, new Nobody());
  }

  /** Starts a script with a quantum. */
  public static ScriptRun of(Script script, int quantum, Granularity granularity) {
    return new ScriptRun(
        script,
        ProcessSettings.DEFAULT.withInterrupts(
            new InterruptSettings(quantum, granularity, 1, null)));
  }

  /** Starts a script in a tier, with a quantum that ends at safepoints. */
  public static ScriptRun of(Script script, Tier tier, int quantum) {
    return new ScriptRun(
        script,
        ProcessSettings.DEFAULT
            .withTier(tier)
            .withInterrupts(new InterruptSettings(quantum, Granularity.SAFEPOINT, 1, null)));
  }

  /** Starts a script given as Latin-1 text, with a quantum. */
  public static ScriptRun of(String name, String source, int quantum, Granularity granularity) {
    return of(compile(name, source), quantum, granularity);
  }

  /** Compiles a script given as Latin-1 text. */
  public static Script compile(String name, String source) {
    return Script.compile(name, source.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What a script prints at one go, as {@link #output}. */
  public static String outputOf(String name, String source) {
    return of(name, source, UNLIMITED, Granularity.SAFEPOINT).toEnd().output();
  }

  /** What a script prints, which must be the same at one go, step by step and in between. */
  public static String sameOutputOf(String name, String source) {
    Script script = compile(name, source);
    String whole = of(script, UNLIMITED, Granularity.SAFEPOINT).toEnd().output();
    for (int quantum : new int[] {1, 7}) {
      for (Granularity granularity : Granularity.values()) {
        String pieces = of(script, quantum, granularity).toEnd().output();
        if (!pieces.equals(whole)) {
          throw new AssertionError(
              String.format(
                  "at once:%n%s%nin quanta of %d, %s:%n%s", whole, quantum, granularity, pieces));
        }
      }
    }
    return whole;
  }

  /** Runs one turn; whether there may be another. */
  public boolean tick() {
    return process.tick();
  }

  /** Runs turns until the process cannot go on. */
  public ScriptRun toEnd() {
    while (process.tick()) {}
    return this;
  }

  /**
   * Runs this and another run of the same script side by side, and looks that they stop alike.
   *
   * @param maxTurns how long to go on, for scripts that do not end
   * @param maxFuel likewise
   */
  public void assertStopsAs(ScriptRun other, long maxTurns, long maxFuel) {
    boolean goesOn = true;
    for (long turn = 1; goesOn && turn <= maxTurns && process.fuelUsed() < maxFuel; turn++) {
      goesOn = other.tick();
      if (tick() != goesOn || process.fuelUsed() != other.process.fuelUsed()) {
        throw new AssertionError(
            String.format(
                "turn %d ends at %d, %s, instead of %d, %s",
                turn,
                process.fuelUsed(),
                process.state(),
                other.process.fuelUsed(),
                other.process.state()));
      }
    }
    if (!output().equals(other.output())) {
      throw new AssertionError(
          String.format("printed%n%s%ninstead of%n%s", output(), other.output()));
    }
  }

  /** The process. */
  public LuaProcess process() {
    return process;
  }

  /**
   * What it has printed, as Latin-1, and {@code error: message} at the end if it failed.
   *
   * @throws AssertionError if the machine failed
   */
  public String output() {
    String text = printed.toString(StandardCharsets.ISO_8859_1);
    ProcessError error = process.error();
    if (error == null) {
      return text;
    }
    if (process.end().reason() == ExitReason.INTERNAL_ERROR) {
      throw new AssertionError(text + error.message() + "\n" + error.traceback(), error.cause());
    }
    byte[] message = error.message().getBytes(StandardCharsets.UTF_8);
    return text + "error: " + new String(message, StandardCharsets.ISO_8859_1) + "\n";
  }

  /** There is no scheduler to tell. */
  private static final class Nobody implements LuaProcess.Owner {
    @Override
    public boolean isListening() {
      return true;
    }

    @Override
    public void report(Event event) {
      if (event instanceof Event.CompilationFailed) { // which nobody would notice
        throw new AssertionError(event.toString());
      }
    }

    @Override
    public void onWake(LuaProcess process) {}

    @Override
    public void onKill(LuaProcess process) {}

    @Override
    public CompletableFuture<Void> onChange(
        LuaProcess process, UnaryOperator<TaskSettings> change) {
      return CompletableFuture.completedFuture(null);
    }
  }
}
