// What a process is started with. Every process of ours is.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace loopscope::child {

// Where one of its standard streams leads.
struct Null {};      // nothing to read, and what is written is gone
struct Pipe {};      // its other end is ours
struct Terminal {};  // one pseudo-terminal for all streams that ask for it; its other end is ours
struct Given {
    int descriptor;  // of ours, and stays so
};
struct LikeOutput {};  // for the errors
using Stream = std::variant<Null, Pipe, Terminal, Given, LikeOutput>;

using Environment = std::vector<std::string>;  // "NAME=value" each
// Ours, with these variables set, or without them where the value is absent.
Environment environment_with(
    const std::vector<std::pair<std::string, std::optional<std::string>>>& variables);

struct Launch {
    std::vector<std::string> argv;  // the first is a path, or a name that is looked for in our PATH
    std::string folder = {};        // it begins in; empty: ours
    std::optional<Environment> environment = {};  // none: ours
    Stream input = Null{}, output = Null{}, error = Null{};
    // Of ours: it finds them as 3, 4 and so on. It gets no others.
    std::vector<int> descriptors = {};
};

}  // namespace loopscope::child
