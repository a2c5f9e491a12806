package dev.moonshift.simulator;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs some workloads under some policies. Runs know nothing of each other, so in virtual time
 * several go on at once and the results are the same.
 */
final class Comparison {
  private final Settings settings;
  private final List<PolicyName> policies;
  private final Consumer<String> progress;

  /** How long this machine takes for a unit of fuel; 0 where that does not matter. */
  private final long picosPerFuel;

  /**
   * Plans a comparison.
   *
   * @param progress hears the name of each run that is done, from any thread
   */
  Comparison(Settings settings, List<PolicyName> policies, Consumer<String> progress) {
    this.settings = settings;
    this.policies = policies;
    this.progress = progress;
    picosPerFuel = settings.isRealTime() ? Speed.picosPerFuel() : 0;
  }

  Results run(List<Experiment> experiments) {
    int threads = settings.isRealTime() ? 1 : Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<List<Future<Outcome>>> pending = new ArrayList<>();
      for (Experiment experiment : experiments) {
        pending.add(submit(experiment, workers));
      }
      List<Results.Group> groups = new ArrayList<>();
      for (int i = 0; i < experiments.size(); i++) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> run : pending.get(i)) {
          outcomes.add(await(run));
        }
        Workload workload = experiments.get(i).workload();
        groups.add(new Results.Group(workload.name(), workload.summary(), outcomes));
      }
      return new Results(
          settings.seed(),
          settings.quantum(),
          settings.isRealTime(),
          policies.stream().map(Comparison::described).toList(),
          groups);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Future<Outcome>> submit(Experiment experiment, ExecutorService workers) {
    List<Future<Outcome>> runs = new ArrayList<>();
    runs.add(workers.submit(() -> done(experiment, experiment.ideal())));
    for (PolicyName policy : policies) {
      runs.add(workers.submit(() -> done(experiment, run(experiment, policy))));
    }
    return runs;
  }

  private Outcome done(Experiment experiment, Outcome outcome) {
    progress.accept(experiment.workload().name() + " under " + outcome.policy());
    return outcome;
  }

  private Outcome run(Experiment experiment, PolicyName policy) {
    return settings.isRealTime()
        ? Simulator.runInRealTime(
            experiment, policy.toString(), () -> experiment.policy(policy), picosPerFuel)
        : Simulator.run(experiment, policy.toString(), experiment.policy(policy));
  }

  private static Results.Policy described(PolicyName policy) {
    return new Results.Policy(policy.toString(), policy.promise());
  }

  private static Outcome await(Future<Outcome> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("a run failed", cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaboratoryException("interrupted");
    }
  }
}
