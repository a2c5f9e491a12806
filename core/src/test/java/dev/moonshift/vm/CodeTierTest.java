package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bytecode.Code;
import dev.moonshift.library.StandardLibrary;
import dev.moonshift.syntax.Compilation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** How many units some code may have. */
class CodeTierTest {
  private static CodeTier ofManyLoops() {
    byte[] source =
        ("local s = 0 " + "for i = 1, 9 do s = s + i end ".repeat(20))
            .getBytes(StandardCharsets.ISO_8859_1);
    return CodeTier.of(
        Code.of(
            Compilation.compile(source, LuaString.valueOf("=test"), StandardLibrary::wellKnown)));
  }

  private static final class NoUnit extends Unit {
    @Override
    Varargs enter(Execution execution, LuaFrame frame) {
      throw new IllegalStateException("nobody enters it");
    }
  }

  /** Installs units wherever there may be one, and says where. */
  private static Deque<Integer> fill(CodeTier tier) {
    Deque<Integer> filled = new ArrayDeque<>();
    for (int pc = 0; pc < tier.code().instructions.length; pc++) {
      if (tier.begin(pc)) {
        tier.install(pc, new NoUnit(), tier.version());
        filled.add(pc);
      }
    }
    return filled;
  }

  @Test
  void aUnitThatIsGivenUpLeavesItsPlaceToAnother() {
    CodeTier tier = ofManyLoops();
    Deque<Integer> filled = fill(tier);
    assertThat(filled).hasSizeBetween(2, 20);

    tier.refuse(filled.remove());
    tier.refuse(filled.remove());

    assertThat(fill(tier)).hasSize(2);
  }

  /** Makes an expectation fail so often that it is changed. */
  private static void disappoint(CodeTier tier) {
    int version = tier.version();
    while (tier.version() == version) {
      tier.failed(1, CodeTier.NUMBERS);
    }
  }

  @Test
  void unitsGoWithTheExpectationsOfWhatIsWrittenIntoThemAndOnlyWhileItIs() {
    CodeTier callee = ofManyLoops();
    CodeTier caller = ofManyLoops();
    assertThat(callee.isInlinedBy(caller, callee.version())).isTrue();
    fill(caller);

    disappoint(callee);
    assertThat(caller.hasUnits()).isFalse();

    fill(caller); // without the callee
    disappoint(callee);
    assertThat(caller.hasUnits()).isTrue();
  }

  @Test
  void whatWasMadeOfExpectationsThatAreNoMoreIsNotWrittenIntoAnything() {
    CodeTier callee = ofManyLoops();
    CodeTier caller = ofManyLoops();
    int before = callee.version();
    disappoint(callee);
    assertThat(callee.isInlinedBy(caller, before)).isFalse();
    fill(caller);

    disappoint(callee);

    assertThat(caller.hasUnits()).isTrue();
  }

  @Test
  void codeHasNoUnitsOnceAllAreGivenUp() {
    CodeTier tier = ofManyLoops();
    Deque<Integer> filled = fill(tier);
    assertThat(tier.hasUnits()).isTrue();

    filled.forEach(tier::refuse);
    filled.forEach(tier::refuse); // which changes nothing

    assertThat(tier.hasUnits()).isFalse();
    assertThat(fill(tier)).hasSameSizeAs(filled);
  }
}
