package dev.moonshift.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.Reservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadFileTest {
  private static Workload read(String source) {
    return WorkloadFile.read("test", source, 1, 1_000_000, 10_000);
  }

  @Test
  void aProcessHasWhatItsFieldsSay() {
    Workload workload =
        read(
            """
            summary "one of a kind"
            group {name = "g", weight = 3}
            process {
              name = "p", kind = "k", script = "hog", weight = 7, priority = 5, group = "g/h",
              quantum = quantum / 3, start = 99.9, size = 12,
              reservation = {budget = 10, period = 100},
            }
            """);
    assertThat(workload.summary()).isEqualTo("one of a kind");
    assertThat(workload.groupWeights()).containsEntry("g", 3);
    Member member = workload.members().get(0);
    assertThat(member.name()).isEqualTo("p");
    assertThat(member.kind()).isEqualTo("k");
    assertThat(member.settings().weight()).isEqualTo(7);
    assertThat(member.settings().priority()).isEqualTo(5);
    assertThat(member.settings().group()).isEqualTo("g/h");
    assertThat(member.settings().quantum()).isEqualTo(3333);
    assertThat(member.settings().reservation()).isEqualTo(new Reservation(10, 100));
    assertThat(member.start()).isEqualTo(99);
    assertThat(member.size()).isEqualTo(12);
    assertThat(member.isServer()).isFalse();
  }

  @Test
  void membersOfACountBeginOneAfterTheOther() {
    Workload workload =
        read("process {name = 'job', script = 'job', count = 3, start = 5, every = 10, size = 8}");
    assertThat(workload.members())
        .extracting(Member::name)
        .containsExactly("job-1", "job-2", "job-3");
    assertThat(workload.members()).extracting(Member::kind).containsOnly("job");
    assertThat(workload.members()).extracting(Member::start).containsExactly(15L, 25L, 35L);
  }

  @Test
  void requestsOfABurstArriveTogether() {
    Workload workload =
        read(
            "process {name = 's', script = 'server',"
                + " requests = {every = 100, size = uniform(1, 9), burst = 3}}");
    Arrivals arrivals = workload.members().get(0).arrivals(1, 0);
    assertThat(arrivals.time(0, 0)).isEqualTo(100);
    assertThat(arrivals.time(2, 0)).isEqualTo(100);
    assertThat(arrivals.time(3, 0)).isEqualTo(200);
    assertThat(arrivals.size(3)).isBetween(1L, 9L);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    String source =
        "process {name = 's', script = 'server',"
            + " requests = {every = exponential(1000), size = pareto(10, 1.2, 1000)}}";
    Member member = read(source).members().get(0);
    Arrivals first = member.arrivals(1, 0);
    Arrivals again = member.arrivals(1, 0);
    Arrivals other = member.arrivals(2, 0);
    Arrivals neighbour = member.arrivals(1, 1);
    assertThat(first.time(50, 0)).isEqualTo(again.time(50, 0));
    assertThat(first.size(50)).isEqualTo(again.size(50));
    assertThat(first.time(50, 0))
        .isNotEqualTo(other.time(50, 0))
        .isNotEqualTo(neighbour.time(50, 0));
  }

  @Test
  void meansAreAsSaid() {
    Distribution exponential = new Distribution.Exponential(1000);
    Distribution uniform = new Distribution.Uniform(10, 20);
    Distribution pareto = new Distribution.Pareto(100, 1.1, 10_000);
    Dice dice = new Dice(1, 1);
    long exponentials = 0;
    long uniforms = 0;
    int smallParetos = 0;
    for (int i = 0; i < 100_000; i++) {
      exponentials += exponential.draw(dice);
      uniforms += uniform.draw(dice);
      long drawn = pareto.draw(dice);
      assertThat(drawn).isBetween(100L, 10_000L);
      smallParetos += drawn < 200 ? 1 : 0;
    }
    assertThat(exponentials / 100_000).isBetween(990L, 1010L);
    assertThat(uniforms * 100 / 100_000).isBetween(1490L, 1510L);
    assertThat(smallParetos).isBetween(53_000, 55_000); // 1 - (1/2)^1.1 = 53.3% of almost all
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process {script = 'hog'} | process: name must be a text, was missing",
        "process {name = 'p'} | process 'p': script must be a text, was missing",
        "process {name = 'p', script = 'hog', wieght = 2} | process 'p' has no field 'wieght'",
        "process {name = 'p', script = 'hog', weight = 0} | process 'p': weight must be a whole"
            + " number between 1 and 10000, was 0",
        "process {name = 'p', script = 'hog', weight = 1.5} | was 1.5",
        "process {name = 'p', script = 'hog', start = 0/0} | process 'p': start must be a number"
            + " between 0",
        "process {name = 'p', script = 'server', requests = {every = 'x', size = 1}} | process 'p',"
            + " requests: every must be a number, or exponential, uniform or pareto, was 'x'",
        "process {name = 'p', script = 'no lua'} | process 'p': p:1:",
        "process {name = 'p', script = 'hogg'} | process 'p': script must be hog, server, job or Lua,"
            + " was 'hogg'",
        "process {name = 'p', script = 'hog'} process {name = 'p', script = 'hog'} | 'p' is there"
            + " twice",
        "process 'p' | process must be a table, was 'p'",
        "local x = 1 | workload 'test' must have a process, has none",
        "while true do end | workload 'test': fuel limit of",
        "x = | workload 'test': test.lua:1:",
        "process {name = 'p', script = 'hog', reservation = {budget = 9, period = 3}} | budget must"
            + " be a number between 1 and 3, was 9",
      })
  void whatIsWrongIsSaid(String source, String message) {
    assertThatThrownBy(() -> read(source))
        .isInstanceOf(WorkloadException.class)
        .hasMessageContaining(message);
  }

  static java.util.List<String> names() {
    return Library.workloads();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatComesAlongCanBeRead(String name) {
    Workload workload = WorkloadFile.read(name, Library.workload(name), 1, 20_000_000, 10_000);
    assertThat(workload.summary()).endsWith(".");
    assertThat(workload.members()).isNotEmpty();
  }
}
