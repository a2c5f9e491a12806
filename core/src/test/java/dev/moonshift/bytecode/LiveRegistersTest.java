package dev.moonshift.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.syntax.Compilation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;

/** Which registers of a function may still be read. */
class LiveRegistersTest {
  private static Code code(String source) {
    return Code.of(
        Compilation.compile(
            source.getBytes(StandardCharsets.ISO_8859_1),
            LuaString.valueOf("=test"),
            string -> string));
  }

  private static int find(Code code, int opcode) {
    for (int pc = 0; pc < code.instructions.length; pc++) {
      if (Instruction.opcode(code.instructions[pc]) == opcode) {
        return pc;
      }
    }
    throw new AssertionError("no such instruction");
  }

  @Test
  void aVariableThatIsNotReadAgainIsDead() {
    Code code = code("local used, unused = f(), g() h() return used");
    int last = find(code, Opcode.RETURN);

    assertThat(code.liveRegisters().isLiveBefore(last - 1, 0)).isTrue();
    assertThat(code.liveRegisters().isLiveBefore(last - 1, 1)).isFalse();
  }

  @Test
  void aLoopKeepsWhatItsNextRoundReads() {
    Code code = code("local sum = 0 for i = 1, 10 do local x = f(i) sum = sum + x end return 1");
    int call = find(code, Opcode.CALL);

    assertThat(code.liveRegisters().isLiveAcross(call, 0)).isTrue();
    assertThat(code.liveRegisters().isLiveAcross(call, 1)).isTrue(); // the loop's own index
    assertThat(code.liveRegisters().isLiveAcross(call, 5)).isFalse(); // where the result goes
  }

  @Test
  void theArgumentsOfACallAreDeadWhileItRuns() {
    Code code = code("local t = {} return 1 + f(t)");
    int call = find(code, Opcode.CALL);

    assertThat(code.liveRegisters().isLiveBefore(call, 0)).isFalse();
    assertThat(code.liveRegisters().isLiveBefore(call, 2)).isTrue();
    assertThat(code.liveRegisters().isLiveAcross(call, 2)).isFalse();
  }

  @Test
  void aMethodsObjectStaysWhileTheMethodIsLookedUp() {
    Code code = code("local o = f() o:m() return 1");
    int self = find(code, Opcode.SELF);
    int a = Instruction.a(code.instructions[self]);

    assertThat(code.liveRegisters().isLiveAcross(self, a)).isFalse();
    assertThat(code.liveRegisters().isLiveAcross(self, a + 1)).isTrue();
  }

  @Test
  void inAHugeFunctionAllRegistersAreLive() {
    Code code = code("local unused = f() " + "h() ".repeat(3000));

    assertThat(code.liveRegisters().isLiveBefore(code.instructions.length - 1, 0)).isTrue();
  }
}
