// ICU's tables, where its code is linked from the archive (cmake/deps.cmake): it finds them by this name.
#include <unicode/utypes.h>

#define ASKLINT_TEXT(name) #name
#define ASKLINT_NAME(name) ASKLINT_TEXT(name)
asm(".section .rodata\n.balign 16\n.global " ASKLINT_NAME(U_ICUDATA_ENTRY_POINT) "\n" ASKLINT_NAME(
    U_ICUDATA_ENTRY_POINT) ": .incbin \"" ASKLINT_ICU_TABLES "\"\n.previous\n");
