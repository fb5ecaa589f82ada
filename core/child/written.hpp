// What a process writes, as far as somebody keeps it.
#pragma once

#include "core/base/descriptor.hpp"

#include <string>
#include <string_view>

namespace loopscope::child {

class Written {
public:
    // `from` is a pipe or terminal and is made non-blocking. The last `most` bytes are kept.
    Written(Descriptor from, std::size_t most);

    [[nodiscard]] int descriptor() const { return from_.get(); }  // -1 once nothing more can come
    // Takes what is there, a piece at a time. False when there is nothing more for now.
    bool read();
    // What a process that has ended has left. Others may go on writing: they are not heard for ever.
    void read_rest();
    [[nodiscard]] std::string_view text() const;
    // The last line that is not empty.
    [[nodiscard]] std::string last_line() const;

private:
    Descriptor from_;
    std::string text_;
    std::size_t most_;
};

}  // namespace loopscope::child
