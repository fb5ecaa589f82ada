// main() of a lesson's own program:
//     program describe
//     program run MODE SPEED held|free NAME [PARAMETER=VALUE ...]
#include "core/lessons/own_program.hpp"
#include "core/lessons/program_description.hpp"
#include "core/link/serve.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace loopscope;

int describe() {
    const std::string text = lessons::describe(own_program());
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}

int run(lessons::Mode mode, char** arguments, char** end) {
    record::SourceOptions options;
    options.speed = std::strtod(arguments[0], nullptr);
    options.start_held = std::string_view(arguments[1]) == "held";
    options.name = arguments[2];
    lessons::Values values;
    for (char** each = arguments + 3; each != end; ++each) {
        const std::string_view pair = *each;
        const auto equals = pair.rfind('=');
        if (equals == std::string_view::npos) return 2;
        values[std::string(pair.substr(0, equals))] = std::strtod(*each + equals + 1, nullptr);
    }
    link::serve([mode, values, run = own_program().run] { run(mode, values); }, std::move(options));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "describe") return describe();
    if (what == "run" && argc >= 6) {
        const Result<lessons::Mode> mode = lessons::mode_from_word(argv[2]);
        if (mode) return run(mode.value(), argv + 3, argv + argc);
    }
    std::fputs(
        "this program is started by loopscope, which shows what it does: loopscope path/to/its/lesson\n",
        stderr);
    return 2;
}
