package dev.moonshift.fuzz;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hunts for hours: {@code java -jar bench.jar fuzz --seeds 1-1000000 --minutes 60}. */
@Command(
    name = "fuzz",
    description =
        "Makes programs from seeds and looks whether the machine keeps its promises on them.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all is well", "1:a law was broken", "2:wrong arguments"})
public final class FuzzCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "FIRST-LAST",
      defaultValue = "1-1000",
      description = "Which programs to make; default ${DEFAULT-VALUE}.")
  private String seeds = "";

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "Stop after so many minutes; default ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--failures",
      defaultValue = "10",
      description = "Stop after so many failures; default ${DEFAULT-VALUE}.")
  private int failures;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Give up on a seed after so long; default ${DEFAULT-VALUE}.")
  private long patienceSeconds;

  @Option(
      names = "--reference",
      paramLabel = "COMMAND",
      description = "Make portable programs, and compare what they print with this, Lua 5.2.")
  private @Nullable String reference;

  @Option(names = "--print", description = "Print the programs instead of running them.")
  private boolean isPrinting;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    if (!seeds.matches("[0-9]{1,18}(-[0-9]{1,18})?")) {
      throw refusal("--seeds must be FIRST-LAST, such as 1-1000, was '" + seeds + "'");
    }
    String[] range = seeds.split("-");
    long first = Long.parseLong(range[0]);
    long last = Long.parseLong(range[range.length - 1]);
    if (first > last) {
      throw refusal("--seeds must name the lower seed first, was '" + seeds + "'");
    }
    if (failures < 1) {
      throw refusal("--failures must be at least 1, was " + failures);
    }
    if (patienceSeconds < 1) {
      throw refusal("--patience must be at least 1, was " + patienceSeconds);
    }
    Dialect dialect = reference == null ? Dialect.FULL : Dialect.PORTABLE;
    if (isPrinting) {
      for (long seed = first; seed <= last; seed++) {
        System.out.printf("-- seed %d%n%s%n", seed, Generator.program(seed, dialect).text());
      }
      return 0;
    }
    return hunt(new Hunt(dialect, this::laws), first, last);
  }

  private List<Law> laws(long seed) {
    List<Law> laws = new ArrayList<>(Hunt.ownLaws(seed));
    if (reference != null) {
      laws.add(0, new AgreesWithReference(reference));
    }
    return laws;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int hunt(Hunt hunt, long first, long last)
      throws InterruptedException, ExecutionException {
    PrintStream out = System.out;
    boolean isTerminal = System.console() != null;
    long start = System.nanoTime();
    long nanos = (long) (minutes * Duration.ofMinutes(1).toNanos());
    int caught = 0;
    long seed = first;
    ExecutorService hunter =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "hunter");
              thread.setDaemon(true); // a run that never ends must not keep the JVM
              return thread;
            });
    for (; seed <= last && caught < failures && System.nanoTime() - start < nanos; seed++) {
      long current = seed;
      Future<Hunt.@Nullable Prey> future = hunter.submit(() -> hunt.run(current));
      try {
        Hunt.Prey prey = future.get(patienceSeconds, TimeUnit.SECONDS);
        if (prey != null) {
          caught++;
          out.println(prey);
        }
      } catch (TimeoutException e) {
        out.printf("seed %d was not done after %d seconds%n", seed, patienceSeconds);
        caught = failures; // the machine is stuck: nothing can be run beside it
      }
      if (isTerminal) {
        System.err.printf("\rseed %d, %d failures ", seed, caught);
      }
    }
    if (isTerminal) {
      System.err.println();
    }
    out.printf("seeds %d to %d: %d failures%n", first, seed - 1, caught);
    return caught == 0 ? 0 : 1;
  }
}
