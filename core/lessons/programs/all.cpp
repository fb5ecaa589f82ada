// All the programs there are. A new one is added here, with its include and its line.
#include "core/lessons/program.hpp"
#include "core/lessons/programs/cpu_bound.hpp"
#include "core/lessons/programs/endings.hpp"
#include "core/lessons/programs/failures.hpp"
#include "core/lessons/programs/giving_control.hpp"
#include "core/lessons/programs/loop_steps.hpp"
#include "core/lessons/programs/operations.hpp"
#include "core/lessons/programs/passing_data.hpp"
#include "core/lessons/programs/posts.hpp"
#include "core/lessons/programs/recap.hpp"
#include "core/lessons/programs/server.hpp"
#include "core/lessons/programs/threads_cost.hpp"
#include "core/lessons/programs/three_moves.hpp"
#include "core/lessons/programs/two_tasks.hpp"
#include "core/lessons/programs/under_the_hood.hpp"

namespace loopscope::lessons {

std::vector<Program> make_programs() {
    return {
        cpu_bound_program(),
        endings_program(),
        failures_program(),
        giving_control_program(),
        loop_steps_program(),
        operations_program(),
        passing_data_program(),
        posts_program(),
        recap_program(),
        server_program(),
        threads_cost_program(),
        three_moves_program(),
        two_tasks_program(),
        under_the_hood_program(),
    };
}

}  // namespace loopscope::lessons
