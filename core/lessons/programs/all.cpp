// All the programs there are. A new one is added here, with its include and its line.
#include "core/lessons/program.hpp"
#include "core/lessons/programs/two_tasks.hpp"

namespace loopscope::lessons {

std::vector<Program> make_programs() {
    return {
        two_tasks_program(),
    };
}

}  // namespace loopscope::lessons
