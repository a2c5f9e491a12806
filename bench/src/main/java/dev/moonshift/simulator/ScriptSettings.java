package dev.moonshift.simulator;

import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.time.TimeSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.luaj.vm2.Varargs;

/** What the scripts of workloads find: their size in {@code ...}, and the function request. */
final class ScriptSettings {
  private ScriptSettings() {}

  /**
   * Returns the settings of a process.
   *
   * @param request lets it wait for its next request, and gives it the size of that
   */
  static ProcessSettings of(
      Member member, Function<Varargs, CompletionStage<?>> request, TimeSource time) {
    ProcessSettings settings =
        ProcessSettings.DEFAULT
            .withName(member.name())
            .withTask(member.settings())
            .withTime(time)
            .withOutput((process, bytes, offset, length) -> {})
            .withEnvironment(
                Environment.builder().asyncFunction("request", request::apply).build());
    return member.size() == 0 ? settings : settings.withArgs(member.size());
  }

  /** Refuses to measure a script that fails: it would look as if its policy had served it well. */
  static void refuseError(LuaProcess process) {
    ProcessError error = process.error();
    if (error != null) {
      throw new LaboratoryException("process '" + process.name() + "': " + error.message());
    }
  }
}
