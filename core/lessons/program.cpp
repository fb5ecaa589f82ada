#include "core/lessons/program.hpp"

#include <algorithm>

namespace loopscope::lessons {

const std::vector<Program>& all_programs() {
    static const std::vector<Program> programs = [] {
        std::vector<Program> made = make_programs();
        std::ranges::sort(made, {}, &Program::name);
        return made;
    }();
    return programs;
}

const Program* find_program(std::string_view name) {
    const auto found = std::ranges::find(all_programs(), name, &Program::name);
    return found == all_programs().end() ? nullptr : &*found;
}

}  // namespace loopscope::lessons
