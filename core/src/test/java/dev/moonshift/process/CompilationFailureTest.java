package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.Moonshift;
import dev.moonshift.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilationFailureTest {
  @Test
  void whoeverListensHearsWhichCodeAndWhy() {
    List<Event> events = new ArrayList<>();
    Moonshift moonshift =
        Moonshift.builder().time(new dev.moonshift.time.ManualTime()).listener(events::add).build();
    Script script = Script.compile("miner.lua", "local x = 1\nlocal y = x + 1");
    LuaProcess process = moonshift.spawn(script);
    new Machine(process, script.code())
        .compilationFailed(script.code(), 1, new IllegalStateException("a bug"));

    assertThat(events)
        .contains(
            new Event.CompilationFailed(
                0, 0, "miner.lua", 2, "java.lang.IllegalStateException: a bug"));
  }
}
