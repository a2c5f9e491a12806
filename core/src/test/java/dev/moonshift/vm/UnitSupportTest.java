package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Tier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compiled code does itself, and does not leave to the interpreter. */
class UnitSupportTest {
  private static final String VALUES =
      """
      local object = setmetatable({1, 2, 3}, {__index = {}})
      local text = ("a"):rep(1100)
      local same = ("a"):rep(1100)
      """;

  /**
   * The stack after a function has done something, in every round: the unit of the loop around it,
   * into which it is written; nothing if that has left.
   */
  private static List<List<String>> looksAfter(String expression) {
    String function = "local function work() local x = " + expression + " look() return x end";
    List<List<String>> looks = Looks.of(Tier.COMPILED, VALUES + function, "work()");
    return looks.subList(Looks.MADE, Looks.ROUNDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#object",
        "text:byte(2)",
        "text:sub(2, 900)",
        "table.insert(object, 5)",
        "text < same",
        "text <= same",
        "text == same",
        "text .. same .. 7",
      })
  void compiledCodeDoesItInPlace(String expression) {
    assertThat(looksAfter(expression)).containsOnly(List.of("unit"));
  }

  /** Where a function is often not done at once, it is called as others are. */
  @ParameterizedTest
  @ValueSource(strings = {"text:byte(2, 20)", "text:upper()", "table.insert(object, 1, 5)"})
  void aLibraryFunctionThatIsNotDoneAtOnceIsCalledInPlaceToo(String expression) {
    assertThat(looksAfter(expression)).containsOnly(List.of("unit"));
  }
}
