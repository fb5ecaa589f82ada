// How a process ended.
#pragma once

#include <string>

namespace loopscope::child {

struct Exit {
    int code = 0;
    int signal = 0;  // that ended it; 0: none did

    [[nodiscard]] bool ok() const { return code == 0 && signal == 0; }
    // "exit code 1", "signal 11 (Segmentation fault)"; "" when it ended well.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Exit&, const Exit&) = default;
};

}  // namespace loopscope::child
