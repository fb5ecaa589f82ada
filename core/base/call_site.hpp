// A place in a program's source. Taken with the compiler's builtins, because clang-tidy 14 does not
// know std::source_location of libstdc++ 12.
#pragma once

#include <cstdint>

namespace loopscope {

struct CallSite {
    const char* file = "";      // static storage, as the compiler saw it
    const char* function = "";  // static storage
    std::uint32_t line = 0;     // 1-based; 0 means unknown

    // As a default argument it names the place of the call.
    static constexpr CallSite here(const char* file = __builtin_FILE(),
                                   const char* function = __builtin_FUNCTION(),
                                   std::uint32_t line = __builtin_LINE()) {
        return {file, function, line};
    }
};

}  // namespace loopscope
